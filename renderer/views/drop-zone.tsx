import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** Says where a file is dropped while one is held over the window. What becomes of it is the preload's and main's business. */
export function DropZone() {
  const { t } = useTranslation("outbox");
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault(); // no file is ever shown in place of the page
      setOver(false);
    };
    document.addEventListener("dragover", hold);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", hold);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);
  return over && <output className="drop-zone no-print">{t("dropHere")}</output>;
}
