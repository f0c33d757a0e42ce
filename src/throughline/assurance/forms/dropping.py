"""Why is a return not asked for after all?"""

from django import forms

MOST = 2_000


class DropForm(forms.Form):
    """The reason, which everybody on the return reads whole."""

    because = forms.CharField(
        label="Why?",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say why it is not asked for after all.",
            "max_length": "The reason has %(show_value)s characters; at most %(limit_value)s can be kept. Shorten it.",
        },
    )
