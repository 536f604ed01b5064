package io.linli.privacy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The net below: no line of ours is meant to hold a number of a person, but exceptions of libraries quote what they were
 * given. Numbers are replaced in every line on its way to console and file, whatever their format.
 */
@Component
class LogRedaction {

    LogRedaction(Redaction redaction) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getLoggerList().forEach(logger -> spread(logger, redaction));
        }
    }

    private static void spread(Logger logger, Redaction redaction) {
        var appenders = new ArrayList<Appender<ILoggingEvent>>();
        logger.iteratorForAppenders().forEachRemaining(appenders::add);
        for (var appender : appenders) {
            if (!(appender instanceof Net)) {
                var net = new Net(appender, redaction);
                logger.addAppender(net);
                logger.detachAppender(appender);
            }
        }
    }

    static final class Net extends AppenderBase<ILoggingEvent> {

        private final Appender<ILoggingEvent> below;
        private final Redaction redaction;

        Net(Appender<ILoggingEvent> below, Redaction redaction) {
            this.below = below;
            this.redaction = redaction;
            setName(below.getName());
            setContext(below.getContext());
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            below.doAppend(new RedactedEvent(event, redaction));
        }

        @Override
        public void stop() {
            below.stop();
            super.stop();
        }
    }
}
