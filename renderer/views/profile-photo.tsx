import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import type { Bytes, Pictures } from "../state/photo.ts";
import { type Crop, centred, drawn, portrait, shifted, zoomed } from "./crop.ts";

/** The file's portrait, and the button that chooses another. */
export function Portrait({ pictures, name }: { readonly pictures: Pictures; readonly name: string }) {
  const { t } = useTranslation("profile");
  const { shown, absent, choose } = pictures;
  return (
    <div className="portrait">
      <div className="portrait-frame">
        {shown === null ? (
          <span className="quiet">{t(absent ? "photo.absent" : "photo.none")}</span>
        ) : (
          <img src={shown.url} alt={t("photo.alt", { name })} />
        )}
      </div>
      <button type="button" className="button button-small button-quiet" onClick={() => void choose()}>
        {t(shown === null ? "photo.choose" : "photo.change")}
      </button>
    </div>
  );
}

/** Cut a chosen picture to 4 × 6: with the mouse, the wheel and the keyboard. */
export function CropPhoto({
  chosen,
  onKeep,
  onRefuse,
  onClose,
}: {
  readonly chosen: Bytes;
  readonly onKeep: (jpeg: Uint8Array<ArrayBuffer>) => void;
  readonly onRefuse: () => void; // it cannot be drawn
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [crop, setCrop] = useState<Crop>({ x: 0.5, y: 0.5, zoom: 1 });
  const grip = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const refuse = useRef(onRefuse);
  useEffect(() => {
    refuse.current = onRefuse;
  });
  useEffect(() => {
    let left = false;
    let made: ImageBitmap | null = null;
    createImageBitmap(new Blob([Uint8Array.from(chosen.bytes)], { type: chosen.media })).then(
      (bitmap) => {
        made = bitmap;
        if (left) return bitmap.close();
        setPicture(bitmap);
        setCrop(centred(bitmap));
      },
      () => left || refuse.current(),
    );
    return () => {
      left = true;
      made?.close();
    };
  }, [chosen]);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!picture || !context || !canvas.current) return;
    paint(context, picture, crop, canvas.current.width, canvas.current.height);
  }, [picture, crop]);
  const move = (dx: number, dy: number) => picture && setCrop((now) => shifted(now, picture, dx, dy));
  const zoom = (by: number) => picture && setCrop((now) => zoomed(now, picture, by));
  const onDrag = (event: PointerEvent<HTMLButtonElement>) => {
    if (grip.current === null || canvas.current === null) return;
    const { x, y } = grip.current;
    grip.current = { x: event.clientX, y: event.clientY };
    const { width, height } = canvas.current.getBoundingClientRect();
    move((x - event.clientX) / width, (y - event.clientY) / height);
  };
  return (
    <Dialog
      title={t("photo.crop")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("common:button.cancel")}
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={picture === null}
            onClick={() => picture && void cut(picture, crop).then(onKeep)}
          >
            {t("photo.keep")}
          </button>
        </>
      }
    >
      <p className="quiet" id="crop-hint">
        {t("photo.hint")}
      </p>
      <label className="crop-zoom">
        {t("photo.zoom")}
        <input
          type="range"
          min={1}
          max={6}
          step={0.05}
          value={crop.zoom}
          onChange={(event) => zoom(Number(event.target.value) / crop.zoom)}
        />
      </label>
      <button
        type="button"
        className="crop"
        aria-label={t("photo.frame")}
        aria-describedby="crop-hint"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          grip.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={onDrag}
        onPointerUp={() => {
          grip.current = null;
        }}
        onWheel={(event) => zoom(event.deltaY < 0 ? 1.08 : 1 / 1.08)}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined) return;
          event.preventDefault();
          if (act.zoom === undefined) move(act.dx, act.dy);
          else zoom(act.zoom);
        }}
      >
        <canvas ref={canvas} width={portrait.width / 2} height={portrait.height / 2} />
      </button>
    </Dialog>
  );
}

/** A hundredth of the frame a press. */
const step = 0.02;
const keys: Readonly<Record<string, { readonly dx: number; readonly dy: number; readonly zoom?: number }>> = {
  ArrowLeft: { dx: -step, dy: 0 },
  ArrowRight: { dx: step, dy: 0 },
  ArrowUp: { dx: 0, dy: -step },
  ArrowDown: { dx: 0, dy: step },
  "+": { dx: 0, dy: 0, zoom: 1.08 },
  "=": { dx: 0, dy: 0, zoom: 1.08 },
  "-": { dx: 0, dy: 0, zoom: 1 / 1.08 },
};

function paint(
  context: CanvasRenderingContext2D,
  picture: ImageBitmap,
  crop: Crop,
  width: number,
  height: number,
): void {
  const { left, top, wide, high } = drawn(crop, picture);
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, left, top, wide, high, 0, 0, width, height);
}

/** The cut picture as JPEG; of a quality at which it fits. */
async function cut(picture: ImageBitmap, crop: Crop): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement("canvas");
  canvas.width = portrait.width;
  canvas.height = portrait.height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  paint(context, picture, crop, portrait.width, portrait.height);
  for (let quality = 0.92; ; quality -= 0.1) {
    const blob = await new Promise<Blob | null>((give) => canvas.toBlob(give, "image/jpeg", quality));
    if (blob === null) throw new Error("no picture came of the canvas");
    if (blob.size <= portrait.bytes || quality < 0.3) return new Uint8Array(await blob.arrayBuffer());
  }
}
