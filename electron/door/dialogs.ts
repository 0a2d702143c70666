import { type BrowserWindow, dialog, type FileFilter } from "electron";

/** Words come from the caller, in the clerk's language; paths stay in main and never reach the page. */
export interface OpenQuestion {
  readonly title: string;
  readonly filters: readonly FileFilter[];
}

export interface SaveQuestion extends OpenQuestion {
  readonly suggestedPath: string; // a file name, or a full path where the last folder is known
}

/** The absolute path of the one file the clerk chose, or null where the dialog was cancelled. */
export async function askOpen(window: BrowserWindow, question: OpenQuestion): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: question.title,
    filters: [...question.filters],
    properties: ["openFile", "dontAddToRecent"],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** The absolute paths of the files the clerk chose, none where the dialog was cancelled. */
export async function askOpenMany(window: BrowserWindow, question: OpenQuestion): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: question.title,
    filters: [...question.filters],
    properties: ["openFile", "multiSelections", "dontAddToRecent"],
  });
  return canceled ? [] : filePaths;
}

/** The absolute path the clerk chose to write to, or null where the dialog was cancelled. */
export async function askSave(window: BrowserWindow, question: SaveQuestion): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: question.title,
    filters: [...question.filters],
    defaultPath: question.suggestedPath,
    properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
  });
  return canceled || filePath === "" ? null : filePath;
}

/** The absolute path of the folder the clerk chose, or null. */
export async function askFolder(window: BrowserWindow, title: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: ["openDirectory", "createDirectory", "dontAddToRecent"],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
