"""The pages that exist in English, by the name of their address; every other page is Dutch for everybody.

A page stands here once all it shows is translated: half a page in English helps nobody.
"""

PAGES = frozenset(
    {
        "public:start",
        "public:guide",
        "public:check",
        "public:register",
        "public:profile",
        "public:help",
        "public:accessibility",
        "public:privacy",
        "public:sign_in",
        "public:signed_out",
    }
)
