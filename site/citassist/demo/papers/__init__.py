"""The words of the publications that carry a file: policies, templates, schedules and guides, all written here."""

from citassist.demo.papers import (
    call_transfer,
    crisis_order,
    family_call,
    provider_agreement,
    rural_distance,
    ten_numbers,
    training_week,
)

__all__ = ["DOCUMENTS"]

DOCUMENTS = {
    "crisis-order": crisis_order.DOCUMENT,
    "provider-agreement": provider_agreement.DOCUMENT,
    "provider-agreement.es": provider_agreement.DOCUMENT_ES,
    "training-week": training_week.DOCUMENT,
    "family-call": family_call.DOCUMENT,
    "call-transfer": call_transfer.DOCUMENT,
    "ten-numbers": ten_numbers.DOCUMENT,
    "rural-distance": rural_distance.DOCUMENT,
}
