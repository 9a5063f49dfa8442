"""What pydicom and nibabel read in medical images: one line of JSON an image, for medical.slow.test.ts.

Usage: medical_sums.py FOLDER   (made files go there: lossless JPEG, which no file of pydicom's has; NIfTI slices)
"""

import glob
import itertools
import json
import os
import sys

import imagecodecs
import nibabel
import numpy as np
import pydicom
from pydicom.encaps import encapsulate
from pydicom.pixels import apply_color_lut, apply_modality_lut

made = sys.argv[1]
examples = os.path.join(os.path.dirname(pydicom.__file__), "data", "test_files")


def say(file, pixels, lossy=False):
    height, width = pixels.shape
    values = pixels.astype(np.float64)
    weights = np.arange(values.size).reshape(values.shape) % 1009  # a sum that knows where each value stands
    sums = {"sum": values.sum(), "placed": (values * weights).sum(), "largest": np.abs(values).max()}
    print(json.dumps({"file": file, "width": width, "height": height, "lossy": lossy, **sums}))


def luma(rgb, bits):
    rgb = rgb.astype(np.int64)
    grey = (19595 * rgb[..., 0] + 38470 * rgb[..., 1] + 7471 * rgb[..., 2] + 32768) >> 16
    return np.floor(grey / (2**bits - 1) * 255 + 0.5)


def say_dicom(file):
    """Values of a grey file, grey levels 0..255 of a file in colour; "lossy" where decoders may differ by a few."""
    try:
        data = pydicom.dcmread(file)
        if int(data.get("NumberOfFrames", 1) or 1) != 1:
            return
        stored = data.pixel_array  # YBR is RGB already
        kind = data.PhotometricInterpretation
        lossy = str(data.file_meta.get("TransferSyntaxUID", "")) == "1.2.840.10008.1.2.4.50"
        if kind == "PALETTE COLOR":
            colours = apply_color_lut(stored, data)
            return say(file, luma(colours, 16 if colours.max() > 255 else 8))
        if kind not in ("MONOCHROME1", "MONOCHROME2"):
            return say(file, luma(stored, data.BitsStored), lossy)
        pixels = apply_modality_lut(stored, data).astype(np.float64)
    except Exception:  # whatever pydicom itself cannot read
        return
    if data.PhotometricInterpretation == "MONOCHROME1":
        pixels = pixels.max() + pixels.min() - pixels
    if "PixelPaddingValue" in data:  # outside of the picture: black, that is the lowest value inside
        limits = [data.PixelPaddingValue, data.get("PixelPaddingRangeLimit", data.PixelPaddingValue)]
        padding = (data.pixel_array >= min(limits)) & (data.pixel_array <= max(limits))
        if not padding.all():
            pixels[padding] = pixels[~padding].min()
    say(file, pixels)


def lossless_jpeg(name, syntax):
    data = pydicom.dcmread(os.path.join(examples, name))
    stored = data.pixel_array.astype(np.int32) & 0xFFFF
    coded = imagecodecs.ljpeg_encode(stored.astype(np.uint16), bitspersample=16)
    data.PixelData = encapsulate([bytes(coded)])
    data["PixelData"].VR = "OB"
    data.file_meta.TransferSyntaxUID = syntax
    file = os.path.join(made, f"lossless-{syntax[-2:]}-{name}")
    data.save_as(file)
    say(file, apply_modality_lut(pydicom.dcmread(os.path.join(examples, name)).pixel_array, data))


for file in sorted(glob.glob(os.path.join(examples, "*.dcm"))):
    say_dicom(file)
for name in ("CT_small.dcm", "MR_small.dcm"):
    lossless_jpeg(name, "1.2.840.10008.1.2.4.70")
    lossless_jpeg(name, "1.2.840.10008.1.2.4.57")

volume = nibabel.load(os.path.join(os.path.dirname(nibabel.__file__), "tests", "data", "anatomical.nii"))
slice2d = volume.get_fdata()[:, :, volume.shape[2] // 2]
for kind, ending in (("uint8", ".nii"), ("int16", ".nii.gz"), ("uint16", ".nii"), ("float32", ".nii.gz"), ("float64", ".nii")):
    image = nibabel.Nifti1Image(slice2d[:, :, None] * 1.5 - 40, volume.affine)
    image.set_data_dtype(kind)  # whole numbers get a slope and an intercept of nibabel's choice
    file = os.path.join(made, f"{kind}{ending}")
    nibabel.save(image, file)
    say(file, np.squeeze(nibabel.as_closest_canonical(nibabel.load(file)).get_fdata()).T[::-1])

steps = np.random.default_rng(1)
for axes in itertools.permutations(range(3)):
    for signs in itertools.product((1, -1), repeat=3):
        affine = np.eye(4)
        affine[:3, :3] = steps.uniform(-0.2, 0.2, (3, 3))
        for axis, (world, sign) in enumerate(zip(axes, signs)):
            affine[world, axis] = sign * (1 + 0.3 * axis)
        name = "".join(nibabel.aff2axcodes(affine))
        file = os.path.join(made, f"{name}.nii")
        nibabel.save(nibabel.Nifti1Image(steps.integers(0, 1000, (5, 4, 1)).astype(np.int16), affine), file)
        say(file, np.squeeze(nibabel.as_closest_canonical(nibabel.load(file)).get_fdata()).T[::-1])
