/** Matches names of image files in cells of a table, by their endings. */
export const imageName = /\.(png|jpe?g|tiff?|bmp|gif|webp|dcm|dicom|nii|gz)$/i;
