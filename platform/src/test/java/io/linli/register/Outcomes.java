package io.linli.register;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Hears how each test of this run ended, so that the register can tell which of its evidence was skipped. */
public final class Outcomes implements TestExecutionListener {

    private static final Map<String, Boolean> PASSED = new ConcurrentHashMap<>();

    /** Whether all of it passed in this run; empty when it has not run (yet). A name is a class or class#method. */
    static Optional<Boolean> of(String name) {
        return Optional.ofNullable(PASSED.get(name));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        remember(test, false);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        remember(test, result.getStatus() == TestExecutionResult.Status.SUCCESSFUL);
    }

    private static void remember(TestIdentifier test, boolean passed) {
        test.getSource().ifPresent(source -> {
            if (source instanceof MethodSource method) {
                PASSED.merge(method.getClassName() + "#" + method.getMethodName(), passed, Boolean::logicalAnd);
                PASSED.merge(method.getClassName(), passed, Boolean::logicalAnd);
            } else if (source instanceof ClassSource type && !passed) {
                PASSED.put(type.getClassName(), false);
            }
        });
    }
}
