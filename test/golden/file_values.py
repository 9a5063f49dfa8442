"""Small files of kinds that readers get wrong, and what tifffile, nibabel, Pillow and pydicom find in them, for
test/data/cases/file-values.ts.

Usage: python file_values.py > file-values.json
Needs tifffile 2026.3, imagecodecs 2026.3, nibabel 5.4, Pillow 13, pydicom 3.0 and numpy 2.4.
Each is {name, file (base64), count, grey (of the first image)} or {name, file, refused (words of the refusal)}.
"""

import base64
import gzip
import io
import json
import struct

import nibabel as nib
import numpy as np
import tifffile
from PIL import Image
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate_extended, generate_frames
from pydicom.pixels import apply_modality_lut, apply_voi_lut
from pydicom.uid import ExplicitVRLittleEndian

rng = np.random.default_rng(3)
H, W = 4, 5
cases = []


def add(name, data, grey=None, count=1, refused=None):
    right = {"refused": refused} if refused else {"count": count, "grey": np.asarray(grey).astype(int).ravel().tolist()}
    cases.append({"name": name, "file": base64.b64encode(data).decode(), **right})


def shown(values, low, high):
    return np.floor(np.clip((np.asarray(values, float) - low) / (high - low), 0, 1) * 255 + 0.5)


def by_percentiles(values):
    values = np.asarray(values, float)
    return shown(values, np.percentile(values, 1), np.percentile(values, 99))


def luma(rgb):
    r, g, b = (rgb[..., c].astype(int) for c in range(3))
    return (19595 * r + 38470 * g + 7471 * b + 32768) >> 16


def tiff(name, values, grey=None, count=1, refused=None, **more):
    out = io.BytesIO()
    tifffile.imwrite(out, values, **more)
    add(name, out.getvalue(), grey, count, refused)


# TIFF
hu = rng.integers(-1000, 2000, (H, W)).astype(np.int16)
unit = rng.random((H, W))
wide = rng.integers(-(2**31), 2**31, (H, W))
tiff("TIFF: signed values of 16 bits", hu, by_percentiles(hu))
tiff("TIFF: signed, big endian", hu, by_percentiles(hu), byteorder=">")
tiff("TIFF: signed, LZW with differences", hu, by_percentiles(hu), compression="lzw", predictor=True)
tiff("BigTIFF: signed, deflated", hu, by_percentiles(hu), bigtiff=True, compression="deflate")
tiff("TIFF: signed, three pages", np.stack([hu, hu + 5, hu + 9]), by_percentiles(hu), 3, photometric="minisblack")
tiff("TIFF: half floats", unit.astype(np.float16), shown(unit.astype(np.float16), 0, 1))
tiff("TIFF: doubles", unit, shown(unit, 0, 1))
tiff("TIFF: doubles, big endian", unit, shown(unit, 0, 1), byteorder=">")
tiff("TIFF: signed values of 32 bits", wide.astype(np.int32), by_percentiles(wide))
tiff("TIFF: whole numbers of 64 bits", wide, by_percentiles(wide))
rgbx = rng.integers(0, 256, (H, W, 4)).astype(np.uint8)
tiff("TIFF: a fourth channel without a meaning", rgbx, luma(rgbx), photometric="rgb", extrasamples=["unspecified"])
five = rng.integers(0, 256, (H, W, 5)).astype(np.uint8)
tiff("TIFF: five channels", five, refused="holds 5 channels", photometric="minisblack", planarconfig="contig")
big = rng.integers(0, 256, (2 * H, 2 * W)).astype(np.uint8)
for name, kind, right in (
    ("TIFF: a thumbnail behind the picture", 1, {"grey": big}),
    ("TIFF: pages of different sizes", 0, {"refused": "pages of different sizes"}),
):
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as file:
        file.write(big)
        file.write(big[::2, ::2], subfiletype=kind)
    add(name, out.getvalue(), **right)
tiff(
    "TIFF: ImageJ's file that lists one image of five",
    big,
    refused="ImageJ with 5 images, of which it lists 1",
    description="ImageJ=1.53t\nimages=5\nslices=5\nloop=false\n",
    metadata=None,
)


# BMP
def bmp(bits, data, masks=()):
    begin = 54 + 4 * len(masks)
    file = b"BM" + struct.pack("<IHHI", begin + len(data), 0, 0, begin)
    info = struct.pack("<IiiHHIIiiII", 40, 4, 4, 1, bits, 3 if masks else 0, len(data), 0, 0, 0, 0)
    return file + info + b"".join(struct.pack("<I", mask) for mask in masks) + data


words = rng.integers(0, 65536, (4, 4)).astype("<u2").tobytes()
for name, file in (
    ("BMP: 16 bits", bmp(16, words)),
    ("BMP: 16 bits by masks", bmp(16, words, (0xF800, 0x7E0, 0x1F))),
):
    add(name, file, luma(np.array(Image.open(io.BytesIO(file)).convert("RGB"))))
pixels = rng.integers(0, 256, (4, 4, 4)).astype(np.uint8)
add("BMP: 32 bits, red first", bmp(32, pixels.tobytes(), (0xFF, 0xFF00, 0xFF0000)), luma(pixels[::-1]))

# NIfTI
volume = rng.integers(-100, 200, (5, 4, 3))


def lowest(image):
    return shown(np.rot90(np.asarray(nib.as_closest_canonical(image).get_fdata())[:, :, 0]), 0, 80)


def nifti(name, image, file=None):
    add(name, file or image.to_bytes(), lowest(image), 3)


def changed(file, at, *values):
    file = bytearray(file)
    struct.pack_into(f"<{len(values)}f", file, at, *values)
    return bytes(file)


plain = nib.Nifti1Image(volume.astype(np.int16), np.diag([-2, 2, 2, 1]), dtype="int16")
for kind in (nib.Nifti1Image, nib.Nifti2Image):
    image = kind(volume.astype(np.int16), np.eye(4), dtype="int16")
    image.set_sform(np.diag([-1, 1, 1, 1]), 1)
    image.set_qform(np.diag([1, -1, -1, 1]), 2)
    nifti(f"{kind.__name__}: the sform goes before a qform of a larger code", image)
image = nib.Nifti1Image(volume.astype(np.int64), np.eye(4), dtype="int64")
nifti("NIfTI: whole numbers of 64 bits", image)
file = plain.to_bytes()
nifti("NIfTI: gzip of two members, as bgzip writes", plain, gzip.compress(file[:300]) + gzip.compress(file[300:]))
nifti("NIfTI: gzip with zeros behind it", plain, gzip.compress(file) + bytes(512))
add("NIfTI: a slope and no intercept", changed(file, 112, 2, float("nan")), refused="without an intercept")
half = bytearray(file[:352])
half[344:348] = b"ni1\0"
add("NIfTI: the header of a pair", bytes(half), refused="half of a pair")


# DICOM
def dicom(pixels, modality, **more):
    d = Dataset()
    d.file_meta = FileMetaDataset()
    d.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    d.file_meta.MediaStorageSOPClassUID = d.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    d.file_meta.MediaStorageSOPInstanceUID = d.SOPInstanceUID = "1.2.3"
    d.Modality, d.SamplesPerPixel, d.PhotometricInterpretation = modality, 1, "MONOCHROME2"
    d.Rows, d.Columns = pixels.shape
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = 16, 16, 15, 0
    for key, value in more.items():
        setattr(d, key, value)
    d.PixelData = pixels.astype("<u2").tobytes()
    d["PixelData"].VR = "OW"
    out = io.BytesIO()
    d.save_as(out, enforce_file_format=True)
    return out.getvalue()


stored = rng.integers(900, 1200, (H, W))
file = dicom(stored, "CT", PhotometricInterpretation="MONOCHROME1", RescaleSlope=1, RescaleIntercept=-1024)
read = dcmread(io.BytesIO(file))
add("DICOM: CT of MONOCHROME1", file, 255 - shown(apply_modality_lut(read.pixel_array, read), 0, 80))
for padding in (0, 4095):
    padded = stored.copy()
    padded[0] = padding
    window = {"WindowCenter": 1050, "WindowWidth": 400}
    file = dicom(padded, "DX", PhotometricInterpretation="MONOCHROME1", PixelPaddingValue=padding, **window)
    read = dcmread(io.BytesIO(file))
    seen = 255 - np.floor(apply_voi_lut(read.pixel_array, read) / 65535 * 255 + 0.5)
    seen[0] = seen[1:].min()  # padding becomes the darkest of the others
    add(f"DICOM: MONOCHROME1 with padding of {padding}", file, seen)
file = dicom(stored, "MR", WindowCenter=1000, WindowWidth=1)
read = dcmread(io.BytesIO(file))
add("DICOM: a window of width 1", file, (apply_voi_lut(read.pixel_array, read) > 0) * 255)
add("DICOM: a mosaic", dicom(stored, "MR", ImageType=["ORIGINAL", "PRIMARY", "M", "MOSAIC"]), refused="mosaic")


def enhanced(header, **frames):
    """A multi-frame object with another slope and window per frame, and some of them in its header too."""
    d = dcmread(io.BytesIO(dicom(stored, "MR", **header)))
    d.NumberOfFrames = 2
    d.PixelData = np.stack([stored, stored + 9]).astype("<u2").tobytes()
    d.PerFrameFunctionalGroupsSequence = []
    for slope, centre in ((2, 2100), (3, 3100)):
        rescale, window, frame = Dataset(), Dataset(), Dataset()
        rescale.RescaleSlope, rescale.RescaleIntercept, rescale.RescaleType = slope, 0, "US"
        window.WindowCenter, window.WindowWidth = centre, 1000
        frame.PixelValueTransformationSequence, frame.FrameVOILUTSequence = [rescale], [window]
        d.PerFrameFunctionalGroupsSequence.append(frame)
    return d


# what pydicom makes of the first frame's numbers, written into a header of its own
file = dicom(stored, "MR", RescaleSlope=2, RescaleIntercept=0, WindowCenter=2100, WindowWidth=1000)
read = dcmread(io.BytesIO(file))
scaled = apply_modality_lut(read.pixel_array, read)
first = shown(scaled, 2100 - 0.5 - 999 / 2, 2100 - 0.5 + 999 / 2)
for header in ({"RescaleSlope": 1, "RescaleIntercept": 0}, {"WindowCenter": 100, "WindowWidth": 200}):
    out = io.BytesIO()
    enhanced(header).save_as(out)
    add(f"DICOM: frames' own numbers go before those of the header ({', '.join(header)})", out.getvalue(), first, 2)
file = dicom(stored, "MR", WindowCenter=1000, WindowWidth=300)
read = dcmread(io.BytesIO(file))
right = shown(read.pixel_array, 1000 - 0.5 - 299 / 2, 1000 - 0.5 + 299 / 2)
add("DICOM: filling behind the pixels", file + bytes(37), right)
read.compress("1.2.840.10008.1.2.5")
read.PixelData, read.ExtendedOffsetTable, read.ExtendedOffsetTableLengths = encapsulate_extended(
    list(generate_frames(read.PixelData, number_of_frames=1))
)
out = io.BytesIO()
read.save_as(out)
add("DICOM: an extended offset table", out.getvalue(), right)

print(json.dumps(cases, indent=0))
