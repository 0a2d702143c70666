import { Menu } from "electron";

/** Opened by Alt. Roles keep the keys for copying, pasting and zooming native; nothing here touches records. */
export function menuOf(): Menu {
  return Menu.buildFromTemplate([
    { label: "&Tệp", submenu: [{ label: "Thoát", role: "quit" }] },
    {
      label: "&Sửa",
      submenu: [
        { label: "Hoàn tác", role: "undo" },
        { label: "Làm lại", role: "redo" },
        { type: "separator" },
        { label: "Cắt", role: "cut" },
        { label: "Sao chép", role: "copy" },
        { label: "Dán", role: "paste" },
        { label: "Chọn tất cả", role: "selectAll" },
      ],
    },
    {
      label: "&Xem",
      submenu: [
        { label: "Phóng to", role: "zoomIn" },
        { label: "Thu nhỏ", role: "zoomOut" },
        { label: "Cỡ thường", role: "resetZoom" },
        { type: "separator" },
        { label: "Toàn màn hình", role: "togglefullscreen" },
      ],
    },
  ]);
}
