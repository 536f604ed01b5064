package io.linli.settings;

/**
 * A number that may be changed while the server runs. Its texts stand in the bundle of the module that owns it: {@code
 * setting.<name>} says what it is, {@code setting.<name>.help} what it counts.
 *
 * @param name such as {@code identity.reports.guest}
 * @param usual what it is until somebody changes it
 */
public record Adjustable(String name, long usual, long least, long most) {

    public Adjustable {
        if (least > most) {
            throw new IllegalArgumentException(name + " has no room between " + least + " and " + most);
        }
    }

    boolean allows(long value) {
        return value >= least && value <= most;
    }
}
