import type * as Electron from "electron";
import { type Answer, askPerson } from "../ask.ts";

type OpenOptions = Electron.OpenDialogOptions;
type SaveOptions = Electron.SaveDialogOptions;

/** File dialogs: answered by a script where there is one, otherwise by the person at the page. */
export const standInDialog = {
  showOpenDialog: async (first: unknown, second?: OpenOptions): Promise<Electron.OpenDialogReturnValue> => {
    const options = second ?? (first as OpenOptions);
    const folder = options.properties?.includes("openDirectory") ?? false;
    const paths = [(await askPerson({ kind: folder ? "folder" : "open", ...wordsOf(options) })) ?? []].flat();
    return { canceled: paths.length === 0, filePaths: paths };
  },
  showSaveDialog: async (first: unknown, second?: SaveOptions): Promise<Electron.SaveDialogReturnValue> => {
    const path: Answer = await askPerson({ kind: "save", ...wordsOf(second ?? (first as SaveOptions)) });
    return { canceled: path === null, filePath: [path ?? ""].flat()[0] ?? "" };
  },
};

const wordsOf = ({ title, defaultPath, filters }: OpenOptions | SaveOptions) => ({
  title: title ?? "",
  suggested: defaultPath ?? "",
  extensions: (filters ?? []).flatMap((filter) => filter.extensions),
});
