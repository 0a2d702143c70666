export const chooserIsMissing = true;
