package io.linli.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class GatewayApplication {

    public static void main(String[] args) {
        // sooner than an instance closes a connection that nobody uses, so that no request is sent into one just
        // closing
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        KeeperWatch.begin();
        try {
            SpringApplication.run(GatewayApplication.class, args);
        } catch (RuntimeException e) {
            System.err.println(StartFailure.line(e));
            System.exit(1);
        }
    }
}
