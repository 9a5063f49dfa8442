"""Small DICOM files of many kinds and the grey levels that pydicom finds in them, for test/data/cases/dicom-values.ts.

Usage: python dicom_values.py > dicom-values.json      needs pydicom 3.0.2, numpy 2.4, pylibjpeg with its plugins
Each is {name, file (base64), grey} or {name, file, refused (words of the refusal)}.
"""

import base64
import io
import json

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.dataelem import DataElement
from pydicom.pixels import apply_color_lut, apply_modality_lut, apply_voi_lut, convert_color_space, pixel_array
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)
from pydicom.encaps import encapsulate
from pydicom import dcmread

H, W = 3, 4
ramp = np.arange(12).reshape(H, W) * 100
cases = []


def made(pixels, modality="MR", bits=16, stored=16, high=None, signed=0, photo="MONOCHROME2", syntax=ExplicitVRLittleEndian, **more):
    d = Dataset()
    d.file_meta = FileMetaDataset()
    d.file_meta.TransferSyntaxUID = syntax
    d.file_meta.MediaStorageSOPClassUID = d.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    d.file_meta.MediaStorageSOPInstanceUID = d.SOPInstanceUID = "1.2.3"
    d.Modality, d.Rows, d.Columns = modality, H, W
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = bits, stored, stored - 1 if high is None else high, signed
    d.PhotometricInterpretation, d.SamplesPerPixel = photo, more.pop("samples", 1)
    for k, v in more.items():
        setattr(d, k, v)
    if pixels is not None:
        big = ">" if syntax == ExplicitVRBigEndian else "<"
        kind = ("i" if signed else "u") + str(bits // 8)
        d.PixelData = np.ascontiguousarray(pixels).astype(big + kind).tobytes()
        d["PixelData"].VR = "OW" if bits > 8 else "OB"
    return d


def saved(d):
    out = io.BytesIO()
    d.save_as(out, enforce_file_format=True)
    return out.getvalue()


def add(name, d, grey=None, refused=None):
    data = saved(d) if isinstance(d, Dataset) else d
    one = {"name": name, "file": base64.b64encode(data).decode()}
    if refused is not None:
        one["refused"] = refused
    else:
        one["grey"] = [int(v) for v in np.ravel(grey(dcmread(io.BytesIO(data), force=True)) if callable(grey) else grey)]
    cases.append(one)


def scaled(y, low, high):
    return np.floor((np.clip(y, low, high) - low) / (high - low) * 255 + 0.5)


def voi(d):
    """Modality and VOI transformation by pydicom; the output range is what it documents."""
    x = apply_modality_lut(d.pixel_array, d)
    y = apply_voi_lut(x, d)
    if "VOILUTSequence" in d:
        low, high = 0, 2 ** d.VOILUTSequence[0].LUTDescriptor[2] - 1
    else:
        low, high = 0, 2**d.BitsStored - 1
        if d.PixelRepresentation:
            low, high = -(2 ** (d.BitsStored - 1)), 2 ** (d.BitsStored - 1) - 1
        if "ModalityLUTSequence" in d:
            low, high = 0, 2 ** d.ModalityLUTSequence[0].LUTDescriptor[2] - 1
        elif "RescaleSlope" in d:
            low, high = low * d.RescaleSlope + d.RescaleIntercept, high * d.RescaleSlope + d.RescaleIntercept
    grey = scaled(y, low, high)
    return 255 - grey if d.PhotometricInterpretation == "MONOCHROME1" else grey


def window(center, width, x):
    return scaled(x, center - 0.5 - (width - 1) / 2, center - 0.5 + (width - 1) / 2)


def lut(entries, first, bits, kind="US", packed=False):
    item = Dataset()
    n = len(entries) % 65536
    item.add(DataElement(0x00283002, kind, [n, first, bits]))
    data = np.asarray(entries).astype("u1" if packed else "<u2").tobytes()
    item.add(DataElement(0x00283006, "OW", data))
    return item


def luma(rgb, white=255):
    rgb = rgb.astype(np.int64)
    y = (19595 * rgb[..., 0] + 38470 * rgb[..., 1] + 7471 * rgb[..., 2] + 32768) >> 16
    return np.floor(y / white * 255 + 0.5)


win = dict(WindowCenter=600, WindowWidth=1200)
steps = np.arange(1200)
# modality
add("a modality table", made(ramp, ModalityLUTSequence=[lut(steps**2 // 30, 0, 16)], WindowCenter=20000, WindowWidth=40000), voi)
add("a modality table that begins at 300", made(ramp, ModalityLUTSequence=[lut(np.arange(400) * 100, 300, 16)], WindowCenter=20000, WindowWidth=40000), voi)
add("a modality table of negative first value", made(ramp - 500, signed=1, ModalityLUTSequence=[lut(np.arange(1200) * 50, -500, 16, "SS")], WindowCenter=30000, WindowWidth=60000), voi)
add("slope and intercept", made(ramp, RescaleSlope=2.5, RescaleIntercept=-300, **win), voi)
# VOI
add("a VOI table", made(ramp, VOILUTSequence=[lut(4095 - (steps * 3), 0, 12)]), voi)
add("a VOI table goes before a window", made(ramp, VOILUTSequence=[lut(steps**2 // 352, 0, 12)], **win), voi)
add("a VOI table of negative first value", made(ramp - 600, signed=1, VOILUTSequence=[lut(steps * 3, -600, 12, "SS")]), voi)
add("a VOI table behind a rescale to negative values", made(ramp, RescaleSlope=1, RescaleIntercept=-600, VOILUTSequence=[lut(steps * 3, -600, 12, "SS")]), voi)
add("a VOI table of 65536 entries, said as 0", made(ramp * 50, syntax=DeflatedExplicitVRLittleEndian, VOILUTSequence=[lut(65535 - np.arange(65536) // 256 * 257, 0, 16)]), voi)
add("a VOI table of 8 bits, packed", made(ramp // 10, VOILUTSequence=[lut(255 - np.arange(120) * 2, 0, 8, packed=True)]), 255 - ramp // 10 * 2)
add("a VOI table of 8 bits in words", made(ramp // 10, VOILUTSequence=[lut(np.arange(120) * 2, 0, 8)]), ramp // 10 * 2)
add("a VOI table and MONOCHROME1", made(ramp, photo="MONOCHROME1", VOILUTSequence=[lut(steps * 3, 0, 12)]), voi)
add("a linear window", made(ramp, **win), voi)
add("a narrow linear window", made(ramp // 100, WindowCenter=5, WindowWidth=5), voi)
add("a window of LINEAR_EXACT", made(ramp, VOILUTFunction="LINEAR_EXACT", WindowCenter=610, WindowWidth=1130), voi)
add("a window of SIGMOID", made(ramp, VOILUTFunction="SIGMOID", **win), voi)
add("a window of SIGMOID and MONOCHROME1", made(ramp, photo="MONOCHROME1", VOILUTFunction="SIGMOID", WindowCenter=610, WindowWidth=1130), voi)
add("the first of several windows", made(ramp, WindowCenter=[600, 50], WindowWidth=[1200, 80]), voi)
# bits
x12 = np.arange(12).reshape(H, W) * 300
add("12 bits in the high ones", made(x12 << 4, stored=12, high=15, WindowCenter=1600, WindowWidth=3200), window(1600, 3200, x12))
add("12 bits from bit 2 on", made(x12 << 2, stored=12, high=13, WindowCenter=1600, WindowWidth=3200), window(1600, 3200, x12))
add("an overlay in the high bits", made(x12 | 0xA000, stored=12, WindowCenter=1600, WindowWidth=3200), window(1600, 3200, x12))
x = ramp - 600
add("unsigned values of 12 bits", made(x & 0xFFF, stored=12, signed=0, WindowCenter=0, WindowWidth=1200), window(0, 1200, x & 0xFFF))
d = made(x & 0xFFF, stored=12, signed=0, WindowCenter=0, WindowWidth=1200)
d.PixelRepresentation = 1
add("signed values of 12 bits, sign in bit 11", d, window(0, 1200, x))
add("signed values of 16 bits", made(x, signed=1, WindowCenter=0, WindowWidth=1200), voi)
add("8 bits", made(ramp // 10, bits=8, stored=8, WindowCenter=60, WindowWidth=120), voi)
add("MONOCHROME1", made(ramp, photo="MONOCHROME1", **win), voi)
# transfer syntaxes
add("big endian", made(ramp, syntax=ExplicitVRBigEndian, **win), voi)
add("implicit", made(ramp, syntax=ImplicitVRLittleEndian, **win), voi)
add("deflated", made(ramp, syntax=DeflatedExplicitVRLittleEndian, **win), voi)
add("big endian with a VOI table of words", made(ramp, syntax=ExplicitVRBigEndian, VOILUTSequence=[(lambda i: (setattr(i[0x00283006], "value", (steps * 3).astype(">u2").tobytes()), i)[1])(lut(steps * 3, 0, 12))]), (lambda: scaled(ramp * 3, 0, 4095))())
# CT
hu = np.array([-1024, -500, 0, 10, 20, 30, 40, 50, 60, 70, 80, 1000]).reshape(H, W)
add("CT by the brain's window", made(hu + 1024, "CT", RescaleSlope=1, RescaleIntercept=-1024, WindowCenter=300, WindowWidth=1500), scaled(hu, 0, 80))
add("CT with a VOI table stays in Hounsfield units", made(hu + 1024, "CT", RescaleSlope=1, RescaleIntercept=-1024, VOILUTSequence=[lut(steps * 3, 0, 12)]), scaled(hu, 0, 80))
add("CT wrapped at 12 bits", made(hu & 0xFFF, "CT", stored=12, RescaleSlope=1, RescaleIntercept=0), refused="wrapped: they lie just below 4096")
# colour
rgb = np.random.default_rng(3).integers(0, 256, (H, W, 3)).astype("u1")
color = dict(bits=8, stored=8, samples=3)
add("RGB", made(rgb, "US", photo="RGB", PlanarConfiguration=0, **color), lambda d: luma(d.pixel_array))
add("RGB by planes", made(rgb.transpose(2, 0, 1), "US", photo="RGB", PlanarConfiguration=1, **color), lambda d: luma(d.pixel_array))
add("RGB in big endian", made(rgb, "US", photo="RGB", PlanarConfiguration=0, syntax=ExplicitVRBigEndian, **color), lambda d: luma(d.pixel_array))
add("RGB of 16 bits", made(rgb.astype("u2") * 257, "US", photo="RGB", PlanarConfiguration=0, bits=16, stored=16, samples=3), lambda d: luma(d.pixel_array, 65535))
add("YBR_FULL", made(rgb, "US", photo="YBR_FULL", PlanarConfiguration=0, **color), lambda d: luma(convert_color_space(pixel_array(d, raw=True), "YBR_FULL", "RGB")))
add("YBR_FULL by planes", made(rgb.transpose(2, 0, 1), "US", photo="YBR_FULL", PlanarConfiguration=1, **color), lambda d: luma(convert_color_space(pixel_array(d, raw=True), "YBR_FULL", "RGB")))
half = made(None, "US", photo="YBR_FULL_422", PlanarConfiguration=0, **color)
half.PixelData = np.random.default_rng(4).integers(0, 256, H * W * 2).astype("u1").tobytes()
half["PixelData"].VR = "OB"
add("YBR_FULL_422", half, lambda d: luma(convert_color_space(pixel_array(d, raw=True), "YBR_FULL_422", "RGB")))
red, green, blue = np.random.default_rng(5).integers(0, 256, (3, 12))


def palette(tables, first, bits, packed=False, **more):
    d = made(np.arange(12).reshape(H, W) + more.pop("offset", 0), "US", photo="PALETTE COLOR", bits=8, stored=8)
    for k, t in zip(("Red", "Green", "Blue"), tables):
        setattr(d, f"{k}PaletteColorLookupTableDescriptor", [len(t), first, bits])
        d[f"{k}PaletteColorLookupTableDescriptor"].VR = "US"
        setattr(d, f"{k}PaletteColorLookupTableData", np.asarray(t).astype("u1" if packed else "<u2").tobytes())
    return d


add("a palette of 16 bits", palette([t * 257 for t in (red, green, blue)], 0, 16), lambda d: luma(apply_color_lut(d.pixel_array, d), 65535))
add("a palette of 8 bits, packed", palette((red, green, blue), 0, 8, packed=True), lambda d: luma(apply_color_lut(d.pixel_array, d)))
add("a palette that begins at 3", palette([t * 257 for t in (red, green, blue)], 3, 16), lambda d: luma(apply_color_lut(d.pixel_array, d), 65535))
seg = palette((red * 257, green * 257, blue * 257), 0, 16)
for k in ("Red", "Green", "Blue"):
    delattr(seg, f"{k}PaletteColorLookupTableData")
    setattr(seg, f"Segmented{k}PaletteColorLookupTableData", np.array([0, 1, 5, 1, 11, 99], "<u2").tobytes())
add("a segmented palette", seg, refused="segmented palette, which is not read")
for photo in ("CMYK", "ARGB"):
    add(photo, made(np.zeros((H, W, 4)), "US", photo=photo, bits=8, stored=8, samples=4, PlanarConfiguration=0), refused=f"{photo} pixels, 4 values each, which are not read")
add("YBR_PARTIAL_420", made(rgb, "US", photo="YBR_PARTIAL_420", PlanarConfiguration=0, **color), refused="YBR_PARTIAL_420 pixels")
rle = made(rgb, "US", photo="RGB", PlanarConfiguration=0, **color)
rle.compress(RLELossless)
add("RGB in RLE", rle, lambda d: luma(d.pixel_array))
rle = made(ramp, **win)
rle.compress(RLELossless)
add("RLE", rle, voi)
for photo, name in (("YBR_FULL_422", "YBR_FULL_422 in JPEG"), ("YBR_FULL", "YBR_FULL in JPEG")):
    d = made(None, "US", photo=photo, PlanarConfiguration=0, **color)
    out = io.BytesIO()
    flat = np.broadcast_to(np.array([200, 40, 90], "u1"), (H, W, 3))
    Image.fromarray(np.ascontiguousarray(flat)).save(out, "JPEG", quality=95, subsampling=0 if photo == "YBR_FULL" else 1)
    d.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.4.50"
    d.PixelData = encapsulate([out.getvalue()])
    d["PixelData"].VR = "OB"
    add(name, d, luma(np.asarray(Image.open(out))))
floats = made(None, bits=32, stored=32)
floats.FloatPixelData = ramp.astype("<f4").tobytes()
add("floating-point pixels", floats, refused="floating-point pixels, which is not read")
print(json.dumps(cases, indent=1))
