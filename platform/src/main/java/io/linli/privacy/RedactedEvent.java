package io.linli.privacy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** A line of the log with the numbers of persons replaced, in its text and in the messages of its exceptions. */
record RedactedEvent(ILoggingEvent event, Redaction redaction) implements ILoggingEvent {

    @Override
    public String getFormattedMessage() {
        return redaction.redact(String.valueOf(event.getFormattedMessage()));
    }

    @Override
    public String getMessage() {
        return redaction.redact(String.valueOf(event.getMessage()));
    }

    /** They stand in the text already. */
    @Override
    public Object @Nullable [] getArgumentArray() {
        return null;
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        var thrown = event.getThrowableProxy();
        return thrown == null ? null : new RedactedThrowable(thrown, redaction);
    }

    @Override
    public @Nullable List<KeyValuePair> getKeyValuePairs() {
        var pairs = event.getKeyValuePairs();
        return pairs == null
                ? null
                : pairs.stream()
                        .map(pair -> new KeyValuePair(pair.key, redaction.redact(String.valueOf(pair.value))))
                        .toList();
    }

    @Override
    public String getThreadName() {
        return event.getThreadName();
    }

    @Override
    public Level getLevel() {
        return event.getLevel();
    }

    @Override
    public String getLoggerName() {
        return event.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return event.getLoggerContextVO();
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return event.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return event.hasCallerData();
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        return event.getMarkerList();
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return event.getMDCPropertyMap();
    }

    @Override
    @Deprecated
    public Map<String, String> getMdc() {
        return event.getMDCPropertyMap();
    }

    @Override
    public long getTimeStamp() {
        return event.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return event.getNanoseconds();
    }

    @Override
    public long getSequenceNumber() {
        return event.getSequenceNumber();
    }

    @Override
    public void prepareForDeferredProcessing() {
        event.prepareForDeferredProcessing();
    }

    private record RedactedThrowable(IThrowableProxy thrown, Redaction redaction) implements IThrowableProxy {

        @Override
        public @Nullable String getMessage() {
            var message = thrown.getMessage();
            return message == null ? null : redaction.redact(message);
        }

        @Override
        public @Nullable String getOverridingMessage() {
            var message = thrown.getOverridingMessage();
            return message == null ? null : redaction.redact(message);
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            var cause = thrown.getCause();
            return cause == null ? null : new RedactedThrowable(cause, redaction);
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(thrown.getSuppressed())
                    .map(one -> new RedactedThrowable(one, redaction))
                    .toArray(IThrowableProxy[]::new);
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
