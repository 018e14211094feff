"""The signature that Aliyun asks of a request: ACS3-HMAC-SHA256.

Source: 阿里云 OpenAPI, V3 版本请求体和签名机制 (help.aliyun.com/zh/sdk/product-overview/
v3-request-structure-and-signature).
"""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote

ALGORITHM = "ACS3-HMAC-SHA256"
EMPTY_BODY = hashlib.sha256(b"").hexdigest()


def query_of(parameters: Mapping[str, str]) -> str:
    """The parameters in the canonical order and escaping, which is also how they are sent."""
    return "&".join(
        f"{quote(name, safe='~')}={quote(value, safe='~')}"
        for name, value in sorted(parameters.items())
    )


def signature(
    *, secret: str, method: str, path: str, query: str, headers: Mapping[str, str]
) -> str:
    """The signature of a request without a body over all of these headers, in lower case."""
    signed = sorted(headers.items())
    request = "\n".join(
        [
            method,
            path,
            query,
            "".join(f"{name}:{value}\n" for name, value in signed),
            ";".join(name for name, _value in signed),
            EMPTY_BODY,
        ]
    )
    text = f"{ALGORITHM}\n{hashlib.sha256(request.encode()).hexdigest()}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def authorization(
    *, key_id: str, secret: str, method: str, path: str, query: str, headers: Mapping[str, str]
) -> str:
    """The Authorization header of such a request."""
    made = signature(secret=secret, method=method, path=path, query=query, headers=headers)
    names = ";".join(sorted(headers))
    return f"{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={made}"
