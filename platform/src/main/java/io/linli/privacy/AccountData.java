package io.linli.privacy;

/** What a module keeps of the holder of an account beside the matters that it is about, such as where they are reached. */
public interface AccountData {

    /** The holder leaves: erases it, in the transaction that closes the account. */
    void forget(String account);
}
