"""Papers to look at: minutes and a letter as a team would sign them, with the words of the inspection of May 2025.

The people and figures that the public report does not name are made up for the tests.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image

from reports.outline.blocks import (
    Appendix,
    Basis,
    Column,
    Dashes,
    Heading,
    Item,
    Note,
    Paper,
    Paragraph,
    Photo,
    Photos,
    Run,
    Signature,
    Table,
    Verification,
    plain,
)


def said(text: str) -> Paragraph:
    """One upright paragraph."""
    return Paragraph(plain(text))


def picture(width: int, height: int, format_: str = "JPEG") -> bytes:
    """A gradient, upright."""
    written = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(written, format_, quality=80)
    return written.getvalue()


FOOTER = ("Mã niêm phong: 7F3A9-1C2KD-04E18-BB62Q · Gốc Merkle: 5b90e37ac0d418ee7f3a91c2d40e5b18",)
IMAGES = {"a": picture(1280, 960), "b": picture(960, 1280), "c": picture(1280, 720, "PNG")}

MINUTES = Paper(
    profile="nd30-2020",
    kind="minutes",
    language="vi",
    title="Biên bản kiểm tra đột xuất Bộ phận Một cửa xã Hồ Thị Kỷ",
    author="Đoàn Kiểm tra cải cách hành chính tỉnh Cà Mau",
    superior="ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU",
    issuer="ĐOÀN KIỂM TRA\nCẢI CÁCH HÀNH CHÍNH",
    number=None,
    symbol="BB-ĐKT",
    place="",
    day=None,
    type_name="BIÊN BẢN",
    subject="Kiểm tra đột xuất việc tiếp nhận và giải quyết thủ tục hành chính tại Bộ phận Một cửa xã Hồ Thị "
    "Kỷ, huyện Thới Bình",
    addressees=(),
    body=(
        Basis(
            "Thực hiện Quyết định số 0123/QĐ-UBND ngày 10 tháng 01 năm 2025 của Chủ tịch Ủy ban nhân dân tỉnh "
            "Cà Mau về việc thành lập Đoàn Kiểm tra cải cách hành chính;"
        ),
        said(
            "Hôm nay, lúc 08 giờ 15 phút, ngày 14 tháng 5 năm 2025, tại Bộ phận Một cửa xã Hồ Thị Kỷ, Đoàn "
            "Kiểm tra cải cách hành chính tỉnh kiểm tra đột xuất việc tiếp nhận và giải quyết thủ tục hành "
            "chính (TTHC)."
        ),
        Heading("section", 1, "Thành phần"),
        Heading("clause", 1, "Đoàn Kiểm tra"),
        Dashes((plain("Ông Nguyễn Hoàng Lâm, Trưởng đoàn;"), plain("Bà Trần Thị Mỹ Hạnh, Thư ký."))),
        Heading("clause", 2, "Đơn vị được kiểm tra"),
        Dashes(
            (
                plain("Ông Lê Văn Bình, Phó Chủ tịch Ủy ban nhân dân xã;"),
                plain("Bà Phạm Ngọc Ánh, công chức Bộ phận Một cửa."),
            )
        ),
        Heading("section", 2, "Nội dung, kết quả kiểm tra"),
        Table(
            (
                Column("TT", 1, "centre"),
                Column("Nội dung", 7),
                Column("Kết quả", 3, "centre"),
                Column("Ghi nhận thực tế", 6),
            ),
            tuple(
                (plain(str(i)), plain(a), plain(r), plain(n))
                for i, (a, r, n) in enumerate(
                    [
                        (
                            "Công khai TTHC bằng bản giấy dạng đóng cuốn đặt tại bàn hướng dẫn",
                            "Đạt",
                            "Có 01 cuốn, cập nhật tháng 3 năm 2025",
                        ),
                        ("Công khai TTHC bằng mã QR tại Bộ phận Một cửa", "Đạt", "Mã QR tại cửa vào, đọc được"),
                        ("Công khai số điện thoại đường dây nóng tiếp nhận phản ánh, kiến nghị", "Đạt", ""),
                        (
                            "Triển khai chứng thực bản sao điện tử từ bản chính",
                            "Chưa thực hiện",
                            "Tại thời điểm kiểm tra chưa phát sinh hồ sơ; công chức chưa được tập huấn",
                        ),
                        (
                            "Sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu công dân trong giải quyết TTHC",
                            "Chưa thực hiện",
                            "Thiết bị chưa lắp đặt",
                        ),
                        ("Công chức có mặt đeo bảng tên, thẻ công chức theo quy định", "Đạt", "03/03 công chức"),
                        ("Bố trí nơi ngồi chờ phù hợp, thuận tiện", "Đạt", "12 ghế, 02 quạt"),
                    ],
                    1,
                )
            ),
        ),
        Heading("section", 3, "Nhận xét"),
        Heading("clause", 1, "Ưu điểm"),
        said(
            "Cơ sở vật chất và trang thiết bị làm việc tại Bộ phận Một cửa được trang bị đầy đủ, cơ bản đáp "
            "ứng yêu cầu nhiệm vụ được giao. Tại thời điểm kiểm tra, các công chức có mặt chấp hành tốt việc "
            "đeo bảng tên theo quy định; bố trí nơi ngồi chờ của người dân phù hợp, thuận tiện cho việc giải "
            "quyết hồ sơ."
        ),
        Heading("clause", 2, "Tồn tại, hạn chế"),
        said(
            "Chưa sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu công dân trong giải quyết TTHC cho "
            "người dân; chưa triển khai thực hiện chứng thực bản sao điện tử theo quy định."
        ),
        Heading("section", 4, "Kiến nghị, yêu cầu"),
        Item(
            "point",
            1,
            plain(
                "Triển khai thực hiện Hệ thống nhận diện hình ảnh và thông tin dữ liệu công dân trong giải "
                "quyết TTHC cho tổ chức, cá nhân;"
            ),
        ),
        Item(
            "point",
            2,
            plain(
                "Triển khai thực hiện chứng thực bản sao điện tử đạt hiệu quả, đúng tiến độ đề ra, báo cáo kết "
                "quả trước ngày 14 tháng 6 năm 2025."
            ),
        ),
        Heading("section", 5, "Ý kiến của đơn vị được kiểm tra"),
        said("Thống nhất với nội dung biên bản."),
        said(
            "Biên bản kết thúc lúc 10 giờ 05 phút cùng ngày; lập thành 02 bản có giá trị như nhau, mỗi bên giữ "
            "01 bản, đã đọc lại cho những người có tên nêu trên cùng nghe, thống nhất ký tên./."
        ),
    ),
    signatures=(
        Signature("ThuKy", ("THƯ KÝ",), "Trần Thị Mỹ Hạnh"),
        Signature("TruongDoan", ("TRƯỞNG ĐOÀN",), "Nguyễn Hoàng Lâm"),
        Signature("DonVi", ("ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA",), "Lê Văn Bình"),
    ),
    recipients=("Ủy ban nhân dân xã Hồ Thị Kỷ (01 bản)", "Lưu: Hồ sơ Đoàn Kiểm tra (01 bản)"),
    appendices=(
        Appendix(
            "Hình ảnh tại thời điểm kiểm tra",
            "(Kèm theo Biên bản số        /BB-ĐKT của Đoàn Kiểm tra cải cách hành chính)",
            (
                Photos(
                    (
                        Photo(
                            "a",
                            ("Mã QR công khai TTHC tại cửa vào", "08:21, 14/5/2025, xã Hồ Thị Kỷ · SHA-256: 3c5e80b1"),
                        ),
                        Photo(
                            "b",
                            ("Bảng tên công chức tại quầy số 1", "08:32, 14/5/2025, xã Hồ Thị Kỷ · SHA-256: 28d1c75b"),
                        ),
                        Photo(
                            "c", ("Nơi ngồi chờ của người dân", "08:40, 14/5/2025, xã Hồ Thị Kỷ · SHA-256: 0e77b1a4")
                        ),
                        Photo(
                            None,
                            ("Phiếu hẹn trả kết quả", "08:47, 14/5/2025, xã Hồ Thị Kỷ · SHA-256: 77aa10c2"),
                            absent="Ảnh đã được rút khỏi hồ sơ theo yêu cầu bảo vệ dữ liệu cá nhân",
                        ),
                    )
                ),
            ),
        ),
    ),
    verification=Verification(
        "Cách kiểm tra văn bản này",
        "THISAT1:7F3A91C2KD04E18BB62Q",
        "7F3A9 1C2KD 04E18 BB62Q",
        (
            "Mở tệp bằng phần mềm Thị Sát, chọn Xác minh.",
            "So mã ở trên với mã trên bản giấy mà hai bên đã ký.",
            "Nếu mã khác nhau, giữ nguyên tệp và liên hệ Đoàn Kiểm tra.",
        ),
        ("Liên hệ: Thư ký Đoàn Kiểm tra, số điện thoại 0290 000 0000.",),
    ),
    footer=FOOTER,
)
LETTER = Paper(
    profile="nd30-2020",
    kind="letter",
    language="vi",
    title="V/v khắc phục tồn tại, hạn chế",
    author="Đoàn Kiểm tra cải cách hành chính tỉnh Cà Mau",
    superior="ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU",
    issuer="ĐOÀN KIỂM TRA\nCẢI CÁCH HÀNH CHÍNH",
    number="05",
    symbol="ĐKT",
    place="Cà Mau",
    day=date(2025, 5, 6),
    type_name="",
    subject="khắc phục tồn tại, hạn chế qua kiểm tra đột xuất bộ phận một cửa",
    addressees=(
        "Chủ tịch Ủy ban nhân dân huyện Đầm Dơi",
        "Chủ tịch Ủy ban nhân dân huyện Thới Bình",
        "Chủ tịch Ủy ban nhân dân huyện U Minh",
        "Chủ tịch Ủy ban nhân dân huyện Trần Văn Thời",
    ),
    body=(
        said(
            "Từ đầu năm đến nay, Đoàn Kiểm tra cải cách hành chính (CCHC) tỉnh đã kiểm tra đột xuất bộ phận "
            "một cửa của 16 đơn vị xã, thị trấn trên địa bàn 4 huyện gồm: U Minh, Thới Bình, Đầm Dơi và Trần "
            "Văn Thời. Đoàn ghi nhận như sau:"
        ),
        Heading("clause", 1, "Kết quả đạt được"),
        said(
            "Đa số các đơn vị được kiểm tra thực hiện tốt cơ chế một cửa, một cửa liên thông trong giải quyết "
            "TTHC theo quy định. Cơ sở vật chất và trang thiết bị làm việc tại bộ phận một cửa được trang bị "
            "đầy đủ, cơ bản đáp ứng yêu cầu nhiệm vụ được giao. Tại thời điểm kiểm tra, các công chức có mặt "
            "chấp hành tốt việc đeo bảng tên theo quy định. Hầu hết công chức có mặt tại thời điểm kiểm tra có "
            "thái độ hoà nhã, thân thiện; hướng dẫn TTHC đầy đủ, rõ ràng."
        ),
        Heading("clause", 2, "Tồn tại, hạn chế"),
        said(
            "Song, bên cạnh đó, bộ phận một cửa các nơi vẫn còn hạn chế nhất định. Trong đó, hầu hết các đơn "
            "vị được kiểm tra (14/16 đơn vị) chưa sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu "
            "công dân trong giải quyết TTHC cho người dân. Các xã: Hồ Thị Kỷ, Biển Bạch Đông, Tân Bằng (huyện "
            "Thới Bình) chưa triển khai thực hiện chứng thực bản sao điện tử theo quy định. Hầu hết các xã của "
            "huyện Đầm Dơi chưa công khai TTHC bằng bản giấy tại bàn hướng dẫn, chưa công khai số điện thoại "
            "đường dây nóng."
        ),
        Heading("clause", 3, "Kiến nghị"),
        Paragraph(
            (
                Run(
                    "Đề nghị Chủ tịch Ủy ban nhân dân các huyện khắc phục ngay những mặt tồn tại, hạn chế được "
                    "Đoàn Kiểm tra chỉ ra; "
                ),
                Run("báo cáo kết quả bằng văn bản trước ngày 06 tháng 6 năm 2025", bold=True),
                Run("./."),
            )
        ),
    ),
    signatures=(Signature("TruongDoan", ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN"), "Nguyễn Hoàng Lâm", "CoQuan"),),
    recipients=(
        "Như trên",
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh (báo cáo)",
        "Thành viên Đoàn Kiểm tra",
        "Lưu: VT, ĐKT",
    ),
    footer=FOOTER,
)


UNITS = (
    *("Hồ Thị Kỷ", "Biển Bạch Đông", "Tân Bằng", "Trí Lực", "Nguyễn Phích", "Khánh Hòa", "Khánh Tiến", "Khánh Lâm"),
    *("Tân Duyệt", "Tạ An Khương", "Trần Phán", "Quách Phẩm", "Khánh Bình", "Khánh Hải", "Phong Lạc", "Sông Đốc"),
)
_MATRIX = Table(
    (
        Column("Đơn vị", 5),
        *(Column(f"{letter}{number}", 1, "centre") for letter in "ABC" for number in range(1, 4)),
        Column("Thực hiện tốt", 1, "centre"),
        Column("Có thực hiện", 1, "centre"),
        Column("Chưa thực hiện", 1, "centre"),
    ),
    tuple(
        (
            plain(f"UBND xã {unit}"),
            *(plain("ĐKC"[(row + 2 * column) % 3]) for column in range(9)),
            *(plain(f"{(row + column) % 10}/13") for column in range(3)),
        )
        for row, unit in enumerate(UNITS * 4)
    ),
    dense=True,
)


def _photo(number: int) -> Photo:
    captions = (f"Ảnh {number}. Nơi niêm yết thủ tục hành chính", f"UBND xã {UNITS[number]} · SHA-256: 3c5e80b{number}")
    return Photo("abc"[number % 3], captions)


REPORT = Paper(
    profile="nd30-2020",
    kind="report",
    language="vi",
    title="Báo cáo kết quả kiểm tra đột xuất",
    author="Đoàn Kiểm tra cải cách hành chính tỉnh Cà Mau",
    superior="ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU",
    issuer="ĐOÀN KIỂM TRA\nCẢI CÁCH HÀNH CHÍNH",
    number="05",
    symbol="BC-ĐKT",
    place="Cà Mau",
    day=date(2025, 5, 6),
    type_name="BÁO CÁO",
    subject="Kết quả kiểm tra đột xuất bộ phận một cửa của 16 đơn vị cấp xã",
    addressees=("Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",),
    body=(
        said(
            "Thực hiện Quyết định của Chủ tịch Ủy ban nhân dân tỉnh, Đoàn Kiểm tra cải cách hành chính tỉnh đã kiểm tra "
            "đột xuất bộ phận một cửa của 16 đơn vị cấp xã. Đoàn báo cáo kết quả như sau:"
        ),
        Heading("section", 1, "Khái quát"),
        said("Đoàn kiểm tra tại 16 đơn vị, trong đó có các đơn vị được lựa chọn ngẫu nhiên."),
        Heading("section", 2, "Kết quả kiểm tra"),
        Heading("clause", 1, "Kết quả đạt được"),
        said("Đa số các đơn vị được kiểm tra thực hiện tốt cơ chế một cửa, một cửa liên thông."),
        Heading("clause", 2, "Tồn tại, hạn chế"),
        said("Hầu hết các đơn vị được kiểm tra (14/16 đơn vị) chưa sử dụng Hệ thống nhận diện hình ảnh."),
        Heading("section", 3, "Kiến nghị, đề xuất"),
        Item("clause", 1, plain("Chỉ đạo các đơn vị khắc phục ngay tồn tại, hạn chế;")),
        Item("clause", 2, plain("Báo cáo kết quả khắc phục trước ngày 06 tháng 6 năm 2025.")),
        said(
            "Trên đây là báo cáo kết quả kiểm tra đột xuất, Đoàn Kiểm tra kính trình Chủ tịch Ủy ban nhân dân tỉnh xem "
            "xét, chỉ đạo./."
        ),
    ),
    signatures=(
        Signature(
            "TruongDoan", ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN"), "Nguyễn Hoàng Lâm", "CoQuan", office="CHÁNH VĂN PHÒNG"
        ),
    ),
    recipients=("Như trên", "Thành viên Đoàn Kiểm tra", "Lưu: VT, ĐKT"),
    appendices=(
        Appendix(
            "Bảng tổng hợp kết quả",
            "(Kèm theo Báo cáo số        /BC-ĐKT ngày      tháng      năm 2025 của Đoàn Kiểm tra)",
            (_MATRIX, Note((Run("Ghi chú: ", italic=True), Run("Đ: đạt; K: không đạt; C: không kiểm tra được.")))),
        ),
        Appendix("Hình ảnh nơi niêm yết", "", (Photos(tuple(map(_photo, range(8))), per_page=4),)),
        Appendix("Hình ảnh nơi tiếp nhận", "", (Photos(tuple(map(_photo, range(13))), per_page=6),)),
    ),
    footer=FOOTER,
)
