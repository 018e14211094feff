"""What the API says of itself: the frame of its OpenAPI document."""

from typing import Any

SELF_DESCRIPTION: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "通武廊招聘 · 开放接口",
    "VERSION": "1",
    "DESCRIPTION": (
        "公开的岗位、用人单位、招聘会、会场、参会单位与代码表，只读，无需密钥，与网页同源。"
        "主办单位的系统另可凭令牌读取本单位的投递汇总，由平台管理员接入。"
        "时间为 UTC，薪资为元/月。要保存全部数据的，请用 updated_since 同步，不必反复取全部。"
    ),
    # In the order in which somebody new reads them.
    "TAGS": [
        {"name": name}
        for name in [
            "目录",
            "岗位",
            "用人单位",
            "招聘会",
            "会场",
            "参会单位",
            "地区",
            "行业",
            "职业",
            "接入系统",
        ]
    ],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "oauth2": {
                "type": "oauth2",
                "description": (
                    "OAuth 2.0 客户端凭据：用客户端编号 和密钥（HTTP Basic）换取一小时有效的令牌，"
                    "放进 Authorization: Bearer。"
                ),
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "/api/v1/token/",
                        "scopes": {"applications.figures": "本单位负责的岗位各有多少份投递"},
                    }
                },
            }
        }
    },
    "ENUM_NAME_OVERRIDES": {
        "AudienceEnum": "jobs.choices.Audience",
        "RegionLevelEnum": "tongwulang.regions.choices.RegionLevel",
        "IndustryLevelEnum": "tongwulang.regions.choices.IndustryLevel",
        "OccupationLevelEnum": "tongwulang.regions.choices.OccupationLevel",
    },
}
