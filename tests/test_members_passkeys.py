"""A passkey is two factors in one: it signs people in by itself, and nothing weaker passes for it."""

import json
import re
from hashlib import sha256
from secrets import token_bytes

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.builders import a_member, a_page, a_user
from tests.test_members_signin import PASSWORD, code_for, confirm, sign_in, with_second_factor

pytestmark = pytest.mark.django_db
FLAGS = AuthenticatorData.FLAG
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Device:
    """What a person holds: makes passkeys and answers challenges, as WebAuthn says (level 2, 6.1 and 7)."""

    def __init__(self, host="localhost", verifies=True):
        self.host, self.origin = host, f"http://{host}"
        self.number = token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.flags = FLAGS.UP | (FLAGS.UV if verifies else FLAGS(0))
        self.owner = ""

    def make(self, options):
        self.owner = options["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(Aaguid.NONE, self.number, public)
        proof = AttestationObject.create("none", self._data(self.flags | FLAGS.AT, made), {})
        told = self._told(CollectedClientData.TYPE.CREATE, options["challenge"])
        return self._answer(told, attestationObject=websafe_encode(proof)) | {
            "clientExtensionResults": {"credProps": {"rk": True}}
        }

    def answer(self, options):
        data, told = self._data(self.flags), self._told(CollectedClientData.TYPE.GET, options["challenge"])
        signature = self.key.sign(data + told.hash, ec.ECDSA(ES256._HASH_ALG))
        return self._answer(
            told,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=self.owner,
        )

    def _data(self, flags, made=b""):
        return AuthenticatorData.create(sha256(self.host.encode()).digest(), flags, 0, made)

    def _told(self, kind, challenge):
        return CollectedClientData.create(type=kind, challenge=websafe_decode(challenge), origin=self.origin)

    def _answer(self, told, **response):
        number = websafe_encode(self.number)
        response = {"clientDataJSON": websafe_encode(told)} | response
        return {"type": "public-key", "id": number, "rawId": number, "response": response}


def options_in(response):
    """What the page tells the browser to ask the device for."""
    data = json.loads(re.search(r'id="passkey_options"[^>]*>(.*?)</script>', response.content.decode())[1])
    return next(iter(data.values()))["publicKey"]


def give(client, view, answer, **data):
    return client.post(reverse(view), {"credential": json.dumps(answer)} | data)


def challenge_at_the_door(client):
    return client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()["request_options"][
        "publicKey"
    ]


def enter(client, device, **data):
    """Sign in with the passkey alone."""
    return give(client, "mfa_login_webauthn", device.answer(challenge_at_the_door(client)), **data)


def add_passkey(client, **device):
    """Add one in the browser of somebody who has signed in."""
    confirm(client)
    device = Device(**device)
    page = client.get(reverse("mfa_add_webauthn"))
    response = give(client, "mfa_add_webauthn", device.make(options_in(page)), name="Phone", passwordless="on")
    return device, response


def with_passkey(user):
    client = Client(SERVER_NAME="localhost")
    sign_in(client, user)
    device, response = add_passkey(client)
    assert response.status_code == 302
    return device


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.fixture(autouse=True)
def strict(settings):
    settings.REQUIRE_SECOND_FACTOR = True


# --- signing in


def test_a_passkey_alone_signs_in_and_opens_the_admin(client):
    device = with_passkey(a_user("Editors"))
    assert enter(client, device, next="/cms/")["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_passkey_leads_back_to_the_page_that_asked_and_nowhere_else(client):
    device = with_passkey(a_member())
    page = a_page()
    assert enter(client, device, next=page.url)["Location"] == page.url
    client.post("/accounts/logout/")
    assert enter(client, device, next="https://evil.example/")["Location"] == "/welcome/"


def test_a_password_alone_does_not_open_the_admin_of_somebody_with_a_passkey(client):
    editor = a_user("Editors")
    device = with_passkey(editor)
    assert sign_in(client, editor, next="/cms/")["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/cms/").status_code == 302
    options = options_in(client.get(reverse("mfa_authenticate")))
    assert give(client, "mfa_authenticate", device.answer(options))["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_recovery_code_stands_in_for_a_passkey_that_is_not_at_hand(client):
    editor = a_user("Editors")
    with_passkey(editor)
    sign_in(client, editor, next="/cms/")
    codes = Authenticator.objects.get(user=editor, type="recovery_codes").wrap().get_unused_codes()
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]})["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_session_begun_with_the_password_does_not_become_stronger_by_adding_a_passkey(client):
    sign_in(client, a_user("Editors"))
    device, _response = add_passkey(client)
    answer = client.get("/cms/", follow=True)
    assert answer.redirect_chain[0][0] == "/accounts/login/?next=/cms/"
    assert "now with your second factor" in answer.content.decode()
    assert enter(client, device, next="/cms/")["Location"] == "/cms/"


def test_recovery_codes_left_behind_by_a_removed_factor_do_not_lock_anybody_out(client):
    editor = a_user("Editors")
    with_passkey(editor)
    Authenticator.objects.filter(user=editor, type="webauthn").delete()
    sign_in(client, editor)
    assert client.get("/cms/")["Location"] == reverse("mfa_index")


# --- nothing weaker


def test_a_key_that_does_not_ask_who_holds_it_cannot_be_added(client):
    user = a_member()
    sign_in(client, user)
    _device, response = add_passkey(client, verifies=False)
    assert response.status_code == 200
    assert "incorrect" in response.content.decode()
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_passkey_without_fingerprint_face_or_pin_signs_nobody_in(client):
    editor, thief = a_user("Editors"), a_member()
    device = with_passkey(editor)
    with_passkey(thief)
    device.flags = FLAGS.UP
    assert enter(client, device)["Location"] == reverse("account_login")
    # Not with the challenge of another page either, which somebody got for themselves before they turned away.
    sign_in(client, thief)
    options = options_in(client.get(reverse("mfa_authenticate")))
    client.post("/accounts/logout/")
    assert client.session["mfa.webauthn.state"]["challenge"] == options["challenge"]
    assert give(client, "mfa_login_webauthn", device.answer(options))["Location"] == reverse("account_login")
    sign_in(client, editor)
    options = options_in(client.get(reverse("mfa_authenticate")))
    assert give(client, "mfa_authenticate", device.answer(options)).status_code == 200
    assert "_auth_user_id" not in client.session


def test_an_answer_counts_once_and_only_for_this_site(client):
    device = with_passkey(a_member())
    answer = device.answer(challenge_at_the_door(client))
    assert give(client, "mfa_login_webauthn", answer)["Location"] == "/welcome/"
    client.post("/accounts/logout/")
    challenge_at_the_door(client)
    assert give(client, "mfa_login_webauthn", answer)["Location"] == reverse("account_login")
    device.origin = "https://cit.evil.example"
    assert enter(client, device)["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_the_passkey_of_a_closed_account_opens_nothing(client):
    user = a_member()
    device = with_passkey(user)
    user.is_active = False
    user.save()
    assert enter(client, device)["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_a_passkey_that_was_removed_says_so_at_the_door(client):
    user = a_member()
    device = with_passkey(user)
    Authenticator.objects.filter(user=user).delete()
    challenge = challenge_at_the_door(client)
    answer = client.post(
        reverse("mfa_login_webauthn"), {"credential": json.dumps(device.answer(challenge))}, follow=True
    )
    assert "passkey is incorrect" in answer.content.decode()


NONSENSE = [None, "", "x", "/../", "\0", "9" * 30, 1, [], {}, ["1"]]
NONSENSE += [websafe_encode(data) for data in (b"\0", b"\x9b" * 99, b"\x81" * 9999)]  # the last nests too deeply


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_refused_without_a_crash(client, settings, nonsense):
    settings.MFA_RATE_LIMITS = False
    member = a_member()
    device = with_passkey(member)
    answer = device.answer(challenge_at_the_door(client))
    wrong = [nonsense, *(answer | {name: nonsense} for name in answer)]
    wrong += [{name: answer[name] for name in answer if name != left_out} for left_out in answer]
    wrong += [answer | {"response": answer["response"] | {name: nonsense}} for name in answer["response"]]
    for credential in wrong:
        challenge_at_the_door(client)
        assert give(client, "mfa_login_webauthn", credential)["Location"] == "/accounts/login/", credential
    client.post("/accounts/logout/")
    sign_in(client, member)
    assert client.post(reverse("mfa_authenticate"), {"credential": json.dumps(nonsense)}).status_code == 200


def test_a_flood_at_the_door_for_passkeys_is_stopped_by_its_address(client):
    answers = [client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}) for _attempt in range(61)]
    assert [answer.status_code for answer in answers[-2:]] == [302, 429]
    assert "Wait a minute" in answers[-1].content.decode()
    elsewhere = client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_wrong_codes_and_wrong_passkeys_share_one_limit_well_below_ten(client):
    editor = a_user("Editors")
    secret = with_second_factor(editor)
    sign_in(client, editor)
    authenticate = reverse("mfa_authenticate")
    for attempt in range(5):
        tried = {"code": f"{attempt:06}"} if attempt % 2 else {"credential": json.dumps(answer_of_a_stranger(client))}
        assert client.post(authenticate, tried).status_code == 200
    assert "Too many" in client.post(authenticate, {"code": code_for(secret)}).content.decode()
    assert "_auth_user_id" not in client.session


def answer_of_a_stranger(client):
    client.get(reverse("mfa_authenticate"))
    return Device().answer({"challenge": client.session["mfa.webauthn.state"]["challenge"]})


# --- one's own passkeys


def test_adding_renaming_and_removing_a_passkey_ask_who_is_there(client):
    user = a_member()
    with_passkey(user)
    pk = Authenticator.objects.get(user=user, type="webauthn").pk
    client.force_login(user)
    for address in (
        reverse("mfa_add_webauthn"),
        reverse("mfa_edit_webauthn", args=[pk]),
        reverse("mfa_remove_webauthn", args=[pk]),
    ):
        assert client.get(address)["Location"].startswith("/accounts/reauthenticate/")
        client.post(address, {"name": "Mine"})
    assert str(Authenticator.objects.get(pk=pk)) == "Phone"


def test_a_passkey_is_added_listed_renamed_and_removed(client):
    user = a_member()
    sign_in(client, user)
    _device, response = add_passkey(client)
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert "The passkey is added." in client.get(response["Location"]).content.decode()
    pk = Authenticator.objects.get(user=user, type="webauthn").pk
    client.post(reverse("mfa_edit_webauthn", args=[pk]), {"name": "Computer at the station"})
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Computer at the station" in page
    assert "Not used yet." in page
    assert "recovery codes are left" in page
    assert "Computer at the station" in client.get(reverse("mfa_remove_webauthn", args=[pk])).content.decode()
    client.post(reverse("mfa_remove_webauthn", args=[pk]))
    assert not Authenticator.objects.filter(user=user).exists()
    assert "You have no passkey." in client.get(reverse("mfa_list_webauthn")).content.decode()


def test_a_passkey_belongs_to_one_person(client):
    owner = a_member()
    with_passkey(owner)
    pk = Authenticator.objects.get(user=owner, type="webauthn").pk
    sign_in(client, a_user("Editors"))
    confirm(client)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[pk])).status_code == 404
        assert client.post(reverse(name, args=[pk]), {"name": "Mine"}).status_code == 404


def test_a_new_passkey_carries_the_sites_name_and_that_of_its_device(client):
    sign_in(client, a_member())
    confirm(client)
    page = client.get(reverse("mfa_add_webauthn"), headers={"User-Agent": FIREFOX})
    options = options_in(page)
    assert options["rp"] == {"id": "localhost", "name": "CIT ASSIST"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert page.context["form"]["name"].initial == "Firefox on Linux"


def test_whoever_has_a_passkey_may_confirm_with_it(client):
    user = a_member()
    device = with_passkey(user)
    enter(client, device)
    asked = client.get(reverse("mfa_add_webauthn"), follow=True)
    assert "Use a passkey instead" in asked.content.decode()
    options = options_in(client.get(reverse("mfa_reauthenticate_webauthn")))
    give(client, "mfa_reauthenticate_webauthn", device.answer(options))
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


@pytest.mark.parametrize("language", ["", "/es"])
def test_the_pages_with_passkeys_bring_only_scripts_that_the_policy_allows(client, language):
    user = a_member()
    device = with_passkey(user)
    door = client.get(f"{language}/accounts/login/").content.decode()
    sign_in(client, user)
    pages = [door, client.get(f"{language}/accounts/second-factor/authenticate/").content.decode()]
    client = Client(SERVER_NAME="localhost")
    enter(client, device)
    client.post(f"{language}/accounts/reauthenticate/", {"password": PASSWORD})
    for path in ("webauthn/add/", "webauthn/reauthenticate/"):
        pages.append(client.get(f"{language}/accounts/second-factor/{path}").content.decode())
    for html in pages:
        assert "data-allauth-onload" in html
        scripts = re.findall(r"<script([^>]*)>", html)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts), scripts
        assert 'lang="es"' in html if language else 'lang="en"' in html
