/* Makes every sync of this process and its children take as long as on a spinning disk: SLOW_SYNC_MS milliseconds more. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_for_the_disk(void) {
  const char *wanted = getenv("SLOW_SYNC_MS");
  long millis = wanted ? atol(wanted) : 0;
  struct timespec turn = {millis / 1000, millis % 1000 * 1000000L};
  nanosleep(&turn, NULL);
}

int fdatasync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_for_the_disk();
  return real(file);
}

int fsync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_for_the_disk();
  return real(file);
}
