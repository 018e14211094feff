"""What no post may say: one pattern for each category that posts are screened for."""

import re

UNLAWFUL = {
    "sex": r"限男|限女|只招男|只招女|男士|女士|男性|女性|先生|小姐|美女|帅哥",
    "marriage and birth": r"已婚|未婚|婚育|怀孕|孕期|生育|单身",
    "age": r"\d+\s*(周)?岁|[789]0后|年龄|年轻",
    "household and place": r"户籍|户口|本地人|外地|籍贯|京籍|津籍",
    "ethnicity and religion": r"汉族|民族|宗教|信仰|清真",
    "disability and health": r"残疾|残障|乙肝|艾滋|HIV|身体健康|无传染病",
    "looks and school": r"身高|形象|气质|相貌|五官|985|211|双一流|名校",
    "against veterans": r"不招|勿扰|勿投",
    "deposit and papers": r"押金|保证金|抵押|扣押|身份证",
    "fees": r"服装费|培训费|报名费|体检费自理|分期|保录|包过",
    "fraud": r"刷单|日结|日赚|银行卡|兼职打字|高薪急聘|轻松月入",
    "diversion": r"微信|QQ|扫码|二维码|加群|进群|电话联系|手机号|\d{7,}|https?:|www\.|@",
    "labour rights": r"不缴|不交社保|不签合同|无社保|自愿放弃|试用期",
    "minors": r"1[0-5]岁|童工|暑假工|寒假工",
}


def unlawful_parts(text: str) -> list[tuple[str, str]]:
    """Category and words of everything in the text that the screening would stop at."""
    return [
        (category, match[0])
        for category, pattern in UNLAWFUL.items()
        for match in re.finditer(pattern, text)
    ]
