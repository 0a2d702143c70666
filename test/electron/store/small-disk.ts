import { spawnSync } from "node:child_process";
import { mkdtemp, open, rm, statfs, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A real disk of a few MiB that a test may fill; "none" where there is no right to mount one. */
export interface SmallDisk {
  readonly kind: "ext4" | "tmpfs" | "none";
  readonly path: string;
  /** Fill it until about that many bytes are left. */
  readonly fill: (leave: number) => Promise<void>;
  readonly makeRoom: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const run = (command: string, ...words: string[]) => spawnSync(command, words, { stdio: "ignore" }).status === 0;

export async function smallDisk(mebibytes = 16): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "full-"));
  const [path, image] = [join(folder, "disk"), join(folder, "image")];
  const filler = join(path, "filler");
  const kind = await mounted();
  return {
    kind,
    path,
    fill: async (leave) => {
      const file = await open(filler, "a");
      const block = Buffer.alloc(1024 * 1024, 7);
      try {
        for (;;) {
          const { bavail, bsize } = await statfs(path);
          const room = bavail * bsize - leave;
          if (room < 4096) break;
          await file.write(block, 0, Math.min(block.byteLength, room));
        }
        await file.sync();
      } catch {
        // full to the last block
      } finally {
        await file.close();
      }
    },
    makeRoom: () => unlink(filler),
    close: async () => {
      if (kind !== "none") run("umount", path);
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function mounted(): Promise<SmallDisk["kind"]> {
    if (process.getuid?.() !== 0 || process.platform !== "linux") return "none";
    await writeFile(image, "");
    run("mkdir", path);
    if (
      run("truncate", "-s", `${mebibytes}M`, image) &&
      run("mkfs.ext4", "-q", "-F", "-m", "0", image) &&
      run("mount", "-o", "loop", image, path)
    )
      return "ext4";
    return run("mount", "-t", "tmpfs", "-o", `size=${mebibytes / 2}m`, "tmpfs", path) ? "tmpfs" : "none";
  }
}
