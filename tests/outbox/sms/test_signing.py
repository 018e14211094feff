"""The signature of requests to Aliyun, as its documentation works it out."""

from tongwulang.outbox.sms import signing

# The fixed example of 阿里云 OpenAPI 文档, V3 版本请求体和签名机制.
HEADERS = {
    "host": "ecs.cn-shanghai.aliyuncs.com",
    "x-acs-action": "RunInstances",
    "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "x-acs-date": "2023-10-26T10:22:32Z",
    "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
    "x-acs-version": "2014-05-26",
}
QUERY = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"


def test_documented_example_has_its_signature():
    header = signing.authorization(
        key_id="YourAccessKeyId",
        secret="YourAccessKeySecret",
        method="POST",
        path="/",
        query=QUERY,
        headers=HEADERS,
    )

    assert header == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
        "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_query_is_in_the_order_of_names_and_escaped_as_rfc_3986_says():
    query = signing.query_of({"b": "a b/c~*+", "a": "通", "B": '{"k":"v"}'})

    assert query == "B=%7B%22k%22%3A%22v%22%7D&a=%E9%80%9A&b=a%20b%2Fc~%2A%2B"
