package io.linli.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Takes e-mails to the operator's mail server. */
@Component
class MailCarrier implements Carrier {

    private final ObjectProvider<JavaMailSender> sender;
    private final boolean ready;
    private final String from;
    private final String name;

    MailCarrier(
            ObjectProvider<JavaMailSender> sender,
            NotifySettings settings,
            @Value("${spring.mail.host:}") String host,
            @Value("${linli.name}") String name) {
        this.sender = sender;
        this.from = settings.mailFrom();
        this.ready = !host.isBlank() && !from.isBlank();
        this.name = name;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public void carry(Message message) throws NotDelivered {
        var mails = sender.getObject();
        try {
            var mail = mails.createMimeMessage();
            var written = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            written.setFrom(new InternetAddress(from, name, StandardCharsets.UTF_8.name()));
            written.setTo(message.to());
            written.setSubject(message.subject());
            written.setText(message.text());
            // the same when it is tried again, so that a mailbox that got it twice can tell
            mail.setHeader("Message-ID", "<" + message.id() + "@" + from.substring(from.indexOf('@') + 1) + ">");
            // RFC 3834: nobody's holiday notice is to answer
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setHeader("Content-Language", message.language().toLanguageTag());
            mails.send(mail);
        } catch (MessagingException | UnsupportedEncodingException | MailParseException e) {
            throw NotDelivered.ever("MAIL_NOT_WRITTEN", e);
        } catch (MailException e) {
            throw isNobody(e) ? NotDelivered.ever("MAIL_NO_SUCH_BOX", e) : NotDelivered.now("MAIL_NOT_TAKEN", e);
        }
    }

    /** The server knows for good (5xx to the recipient, RFC 5321) that there is no such box. */
    private static boolean isNobody(MailException refused) {
        return refused instanceof MailSendException several
                && several.getFailedMessages().values().stream().anyMatch(MailCarrier::isNobody);
    }

    private static boolean isNobody(@Nullable Exception refused) {
        for (Exception each = refused; each instanceof MessagingException failed; each = failed.getNextException()) {
            if (each instanceof SMTPAddressFailedException box) {
                return box.getReturnCode() >= 500;
            }
        }
        return false;
    }
}
