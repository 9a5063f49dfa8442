"""Files of several images and arrays, and what they hold by nibabel, pydicom, Pillow and numpy.

Writes several-images.json: each file in base64, the number of its images, and of some of them the width, height and
grey levels 0..255; or what a refusal must say. Run: python several_images.py
(nibabel 5, pydicom 3, Pillow 11, numpy 2; random numbers are seeded).
"""

import base64
import io
import json
import pathlib
import tempfile
import zipfile

import nibabel
import numpy
import pydicom
import PIL.Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, RLELossless

random = numpy.random.default_rng(16)
cases = []
folder = pathlib.Path(tempfile.mkdtemp())


def window(values, center=40.0, width=80.0):
    low = center - width / 2
    return numpy.floor(numpy.clip((values.astype(numpy.float64) - low) / width, 0, 1) * 255 + 0.5).astype(int)


def grey(rgb):
    r, g, b = (rgb[..., i].astype(numpy.int64) for i in range(3))
    return (19595 * r + 38470 * g + 7471 * b + 32768) >> 16


def case(name, file, content, images=None, count=None, says=None):
    """images: rows x columns of grey levels by index; says: a regular expression of the refusal"""
    one = {"name": name, "file": file, "content": base64.b64encode(content).decode()}
    if says is not None:
        one["says"] = says
    else:
        one["count"] = count
        one["images"] = {
            str(i): {"width": int(g.shape[1]), "height": int(g.shape[0]), "grey": g.ravel().tolist()}
            for i, g in images.items()
        }
    cases.append(one)


# NIfTI ------------------------------------------------------------------------------------------------------------


def nifti_bytes(image, name="scan.nii"):
    nibabel.save(image, folder / name)
    return (folder / name).read_bytes()


def axial(image):
    """Slices as nibabel's canonical image has them: left to right along a row, front above."""
    data = nibabel.as_closest_canonical(image).get_fdata()
    data = data.reshape(data.shape[:3])
    return [data[:, ::-1, k].T for k in range(data.shape[2])]


def volume(name, data, affine, file="scan.nii", kind=nibabel.Nifti1Image, scale=None):
    image = kind(data, affine)
    if scale:
        image.header.set_slope_inter(*scale)
    content = nifti_bytes(image, file)
    slices = axial(nibabel.load(folder / file))
    case(name, file, content, {k: window(s) for k, s in enumerate(slices)}, len(slices))


numbers = random.integers(-10, 90, (4, 3, 5)).astype(numpy.int16)
spacing = numpy.diag([0.9, 0.8, 5.0, 1.0])
volume("NIfTI volume, right front head", numbers, spacing)
volume("NIfTI volume, left back head", numbers, spacing @ numpy.diag([-1.0, -1, 1, 1]))
volume("NIfTI volume, upside down", numbers, spacing @ numpy.diag([1.0, 1, -1, 1]))
sagittal = numpy.array([[0, 0, 4.0, 0], [1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1]])
volume("NIfTI volume of sagittal slices", numbers, sagittal)
coronal = numpy.array([[-1.0, 0, 0, 0], [0, 0, -3.0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1]])
volume("NIfTI volume of coronal slices", numbers, coronal)
turn = numpy.eye(4)
turn[:3, :3] = [[numpy.cos(0.5), -numpy.sin(0.5), 0], [numpy.sin(0.5), numpy.cos(0.5), 0], [0, 0, 1]]
tilt = numpy.eye(4)
tilt[:3, :3] = [[1, 0, 0], [0, numpy.cos(0.4), -numpy.sin(0.4)], [0, numpy.sin(0.4), numpy.cos(0.4)]]
volume("NIfTI volume, oblique", numbers, turn @ tilt @ sagittal)
volume("NIfTI volume of floats, gzipped", numbers.astype(numpy.float32) + 0.25, spacing, "scan.nii.gz")
volume("NIfTI volume with slope and intercept", numbers, spacing, scale=(0.5, -3.0))
volume("NIfTI-2 volume", numbers, spacing, kind=nibabel.Nifti2Image)
volume("NIfTI of one time", numbers[..., None], spacing)
swapped = nibabel.Nifti1Image(numbers, spacing, nibabel.Nifti1Header(endianness=">"))
case(
    "NIfTI volume, big-endian",
    "scan.nii",
    nifti_bytes(swapped),
    {k: window(s) for k, s in enumerate(axial(swapped))},
    5,
)
unplaced = nibabel.Nifti1Image(numbers, None)
unplaced.header["qform_code"] = unplaced.header["sform_code"] = 0
case(
    "NIfTI volume that does not say how it lies: along its third axis",
    "scan.nii",
    nifti_bytes(unplaced),
    {k: window(numbers[:, ::-1, k].T) for k in range(5)},
    5,
)
flat = random.integers(0, 80, (1, 4, 5)).astype(numpy.int16)
case(
    "NIfTI of one sagittal slice along its first axis",
    "scan.nii",
    nifti_bytes(nibabel.Nifti1Image(flat, spacing)),
    {0: window(flat[0, :, ::-1].T)},
    1,
)
times = random.integers(0, 80, (4, 3, 2, 6)).astype(numpy.int16)
case("NIfTI of several times", "bold.nii", nifti_bytes(nibabel.Nifti1Image(times, spacing)), says="of 6 volumes")
rgb_type = numpy.dtype([("R", "u1"), ("G", "u1"), ("B", "u1")])
case(
    "NIfTI in colour",
    "fa.nii",
    nifti_bytes(nibabel.Nifti1Image(numpy.zeros((4, 3, 2), rgb_type), spacing)),
    says=r"colours \(RGB\)",
)
case(
    "NIfTI of complex numbers",
    "k.nii",
    nifti_bytes(nibabel.Nifti1Image(numpy.zeros((4, 3, 2), numpy.complex64), spacing)),
    says="complex numbers",
)

# DICOM ------------------------------------------------------------------------------------------------------------


def dicom(frames, signed=False, bits=16, groups=None):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7.3"
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    data = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, "1.2.3"
    data.Modality = "CT"
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.NumberOfFrames = frames.shape[0]
    data.Rows, data.Columns = frames.shape[1:]
    data.BitsAllocated = data.BitsStored = bits
    data.HighBit, data.PixelRepresentation = bits - 1, int(signed)
    data.PixelData = frames.tobytes()
    if frames.nbytes % 2:
        data.PixelData += b"\0"
    if groups:
        shared = []
        for slope, intercept in groups:
            transform = Dataset()
            transform.RescaleSlope, transform.RescaleIntercept, transform.RescaleType = slope, intercept, "HU"
            item = Dataset()
            item.PixelValueTransformationSequence = Sequence([transform])
            shared.append(item)
        data.PerFrameFunctionalGroupsSequence = Sequence(shared)
    return data


def written(data):
    out = io.BytesIO()
    data.save_as(out, enforce_file_format=True)
    return out.getvalue()


def frames_case(name, data, slopes=None):
    content = written(data)
    pixels = pydicom.dcmread(io.BytesIO(content)).pixel_array
    slopes = slopes or [(1, 0)] * len(pixels)
    images = {k: window(pixels[k] * slopes[k][0] + slopes[k][1]) for k in range(len(pixels))}
    case(name, "enhanced.dcm", content, images, len(pixels))


frames = random.integers(-20, 100, (3, 4, 5)).astype(numpy.int16)
frames_case("DICOM of three frames", dicom(frames, signed=True))
frames_case("DICOM of three frames of 8 bits, an odd number of bytes", dicom(random.integers(0, 90, (3, 3, 5)).astype(numpy.uint8), bits=8))
slopes = [(1, 0), (2, -10), (0.5, 7)]
frames_case("DICOM whose frames have slopes of their own", dicom(frames, signed=True, groups=slopes), slopes)
packed = dicom(numpy.abs(frames).astype(numpy.uint16))
packed.compress(RLELossless)
frames_case("DICOM of three frames, run-length encoded", packed)

# TIFF -------------------------------------------------------------------------------------------------------------


def tiff(pages, mode):
    pictures = [PIL.Image.fromarray(page, mode) for page in pages]
    out = io.BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


pages = random.integers(0, 256, (3, 4, 5)).astype(numpy.uint8)
case("TIFF of three pages", "stack.tif", tiff(pages, "L"), {k: pages[k].astype(int) for k in range(3)}, 3)
colours = random.integers(0, 256, (2, 4, 5, 3)).astype(numpy.uint8)
case("TIFF of two pages in colour", "stack.tif", tiff(colours, "RGB"), {k: grey(colours[k]) for k in range(2)}, 2)

# NumPy ------------------------------------------------------------------------------------------------------------


def npy(array, version=None, pickle=False):
    out = io.BytesIO()
    numpy.lib.format.write_array(out, array, version=version, allow_pickle=pickle)
    return out.getvalue()


def shown(values, of=None):
    """Values of more than 8 bits by the range that `of` uses (see lib/data/formats/show-by-set.ts)."""
    of = (values if of is None else of).astype(numpy.float64)
    if values.dtype.name == "uint16":
        black, white = 0, 2 ** next(n for n in (8, 10, 12, 14, 16) if of.max() < 2**n) - 1
    elif of.min() >= 0 and 127.5 < of.max() <= 255:
        black, white = 0, 255
    elif of.min() >= 0 and 0.5 < of.max() <= 1:
        black, white = 0, 1
    else:
        black, white = numpy.quantile(of, [0.01, 0.99])
    return window(values.astype(numpy.float64), (black + white) / 2, white - black)


picture = random.integers(0, 256, (4, 5)).astype(numpy.uint8)
case("NPY of bytes", "a.npy", npy(picture), {0: picture.astype(int)}, 1)
case("NPY of bytes in Fortran order", "a.npy", npy(numpy.asfortranarray(picture)), {0: picture.astype(int)}, 1)
case("NPY, version 2", "a.npy", npy(picture, (2, 0)), {0: picture.astype(int)}, 1)
case("NPY, version 3", "a.npy", npy(picture, (3, 0)), {0: picture.astype(int)}, 1)
case("NPY of truth values", "a.npy", npy(picture > 99), {0: (picture > 99) * 255}, 1)
for kind in ["<i1", "<u2", ">u2", "<i2", ">i2", "<i4", ">u4", "<i8", ">u8"]:
    values = random.integers(0 if "u" in kind else -100, 120, (4, 5)).astype(kind)
    case(f"NPY of {kind}", "a.npy", npy(values), {0: shown(values)}, 1)
for kind in ["<f2", "<f4", ">f4", "<f8", ">f8"]:
    values = random.normal(0, 3, (4, 5)).astype(kind)
    case(f"NPY of {kind}", "a.npy", npy(values), {0: shown(values)}, 1)
values = numpy.asfortranarray(random.normal(0, 3, (6, 4, 5)).astype("<f4"))
case("NPY of a stack in Fortran order", "a.npy", npy(values), {k: shown(values[k], values) for k in range(6)}, 6)
case("NPY of height x width x 3", "a.npy", npy(colours[0]), {0: grey(colours[0])}, 1)
case("NPY of height x width x 3 in Fortran order", "a.npy", npy(numpy.asfortranarray(colours[0])), {0: grey(colours[0])}, 1)
case("NPY of height x width x 1", "a.npy", npy(picture[..., None]), {0: picture.astype(int)}, 1)
case("NPY of 1 x height x width", "a.npy", npy(picture[None]), {0: picture.astype(int)}, 1)
stack = random.integers(0, 256, (6, 4, 5)).astype(numpy.uint8)
case("NPY of a stack", "a.npy", npy(stack), {k: stack[k].astype(int) for k in range(6)}, 6)
case("NPY of a stack in colour", "a.npy", npy(colours), {k: grey(colours[k]) for k in range(2)}, 2)
case("NPY of one axis", "a.npy", npy(numpy.arange(9)), says="an array of 9:")
case("NPY of one number", "a.npy", npy(numpy.array(7)), says="no axis")
case("NPY of no image", "a.npy", npy(numpy.zeros((0, 4, 5))), says="empty array")
case("NPY with channels in front", "a.npy", npy(numpy.zeros((3, 8, 9))), says="channels in front, or 3 images")
case("NPY with slices along the last axis", "a.npy", npy(numpy.zeros((8, 8, 5))), says="along the last axis")
case("NPY of five axes", "a.npy", npy(numpy.zeros((2, 2, 4, 5, 3))), says="2x2x4x5x3")
case("NPY of objects", "a.npy", npy(numpy.array([{}, 1], object), pickle=True), says=r"objects \(pickle\)")
case("NPY of complex numbers", "a.npy", npy(numpy.zeros((4, 5), "<c8")), says=r"not read \(c8\)")
case("NPY of texts", "a.npy", npy(numpy.array(["a", "bc"])), says=r"not read \(U2\)")
case("NPY of records", "a.npy", npy(numpy.zeros((4, 5), [("x", "<f4")])), says="of records")
gaps = random.uniform(0, 1, (4, 5))
gaps[0, 0] = numpy.nan
right = shown(numpy.nan_to_num(gaps))
case("NPY with NaN, which is black", "a.npy", npy(gaps), {0: right}, 1)
fine = random.integers(0, 1000, (2, 4, 5, 3)).astype("<u2")
case("NPY of 16 bits in colour", "a.npy", npy(fine), {k: shown(grey(fine[k]).astype("<u2"), grey(fine).astype("<u2")) for k in range(2)}, 2)
case("NPY of floats with four channels", "a.npy", npy(numpy.zeros((7, 5, 4))), says="4 channels of float64")
case("NPY that is cut off", "a.npy", npy(picture)[:-1], says="cut off")


def npz(arrays, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, array in arrays.items():
            archive.writestr(f"{name}.npy", npy(array))
    return out.getvalue()


def savez(save, **arrays):
    out = io.BytesIO()
    save(out, **arrays)
    return out.getvalue()


case("NPZ of one array, stored", "a.npz", savez(numpy.savez, image=picture), {0: picture.astype(int)}, 1)
case("NPZ of one array, deflated", "a.npz", savez(numpy.savez_compressed, image=picture), {0: picture.astype(int)}, 1)
case("NPZ of several arrays", "a.npz", savez(numpy.savez, first=picture, second=picture), says="holds the arrays first, second")
case("NPZ in a compression that is not read", "a.npz", npz({"a": picture}, zipfile.ZIP_BZIP2), says=r"not read \(12\)")
damaged = bytearray(savez(numpy.savez, image=picture))
damaged[damaged.index(picture.tobytes())] ^= 255
case("NPZ with a changed byte", "a.npz", bytes(damaged), says="damaged")
case("NPZ that is cut off", "a.npz", savez(numpy.savez, image=picture)[:-40], says="cut off")

path = pathlib.Path(__file__).with_name("several-images.json")
path.write_text(json.dumps(cases, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
print(len(cases), path.stat().st_size)
