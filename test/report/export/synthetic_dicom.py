"""What pydicom reads in a file of synthetic-dicom.ts: one JSON object. Usage: synthetic_dicom.py FILE"""

import json
import sys

import pydicom
from pydicom import config, uid

config.settings.reading_validation_mode = config.RAISE
data = pydicom.dcmread(sys.argv[1])
for element in data.iterall():
    element.value  # reads each one, and raises for a value that its kind does not allow
data.save_as(sys.argv[1] + ".again", enforce_file_format=True)
words = ["ImageType", "SyntheticData", "ConversionType", "PatientName", "PatientID", "PatientBirthDate", "StudyDate"]
words += ["SeriesDescription", "DerivationDescription", "ImageComments", "Modality", "SpecificCharacterSet"]
print(
    json.dumps(
        {
            "pixels": data.pixel_array.tolist(),
            "kind": data.SOPClassUID.name,
            "syntax": data.file_meta.TransferSyntaxUID.name,
            "uids": [uid.UID(data[name].value).is_valid for name in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")],
            "same": data.file_meta.MediaStorageSOPInstanceUID == data.SOPInstanceUID,
            "group": data.file_meta.FileMetaInformationGroupLength,
            "header": {w: str(data[w].value) for w in words},
            "kinds": all(element.VR == pydicom.datadict.dictionary_VR(element.tag) or element.tag == 0x7FE00010 for element in data),
        }
    )
)
