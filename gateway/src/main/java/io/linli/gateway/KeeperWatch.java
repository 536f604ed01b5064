package io.linli.gateway;

/** Ends this process with the one that started it, if one did ({@code ./linli run --instances=2}). */
final class KeeperWatch {

    private KeeperWatch() {}

    static void begin() {
        var keeper = System.getenv("LINLI_KEEPER");
        if (keeper == null || keeper.isBlank()) {
            return;
        }
        var process = ProcessHandle.of(Long.parseLong(keeper))
                .orElseThrow(() -> new IllegalStateException("Whoever started this has ended already"));
        var end = process.onExit().thenRun(() -> System.exit(1));
        if (end.isCompletedExceptionally()) {
            throw new IllegalStateException("Process " + keeper + " cannot be watched");
        }
    }
}
