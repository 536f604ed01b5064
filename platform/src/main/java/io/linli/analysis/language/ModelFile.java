package io.linli.analysis.language;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A model as a file: a ZIP with its card in {@code card.json}, which anybody can read, and the weights beside it. */
final class ModelFile {

    private static final String CARD = "card.json";
    private static final String WEIGHTS = "weights";
    private static final int MAGIC = 0x4c4e4c31;
    private static final int LARGEST_CARD = 1 << 20;

    private ModelFile() {}

    /** The file is no model, or a damaged one. */
    static final class Unreadable extends Exception {

        Unreadable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    static LinearModel read(InputStream in) throws Unreadable {
        try (var zip = new ZipInputStream(new BufferedInputStream(in))) {
            ModelCard card = null;
            LinearModel model = null;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(CARD)) {
                    card = JsonMapper.shared().readValue(zip.readNBytes(LARGEST_CARD), ModelCard.class);
                } else if (entry.getName().equals(WEIGHTS) && card != null) {
                    model = weights(card, zip);
                }
            }
            if (model == null) {
                throw new Unreadable("It holds no card or no weights", null);
            }
            return model;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private static LinearModel weights(ModelCard card, ZipInputStream zip) throws IOException {
        var in = new DataInputStream(zip); // not closed: the rest of the ZIP comes after it
        int kinds = card.kinds().size();
        if (in.readInt() != MAGIC || in.readInt() != Grams.KINDS || in.readInt() != kinds) {
            throw new IOException("The weights are of another kind of model");
        }
        var rarity = new float[Grams.KINDS];
        var weights = new byte[Grams.KINDS * kinds];
        var steps = new float[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            steps[kind] = finite(in.readFloat());
        }
        int known = in.readInt();
        int gram = -1;
        for (int i = 0; i < known; i++) {
            gram += in.readUnsignedShort() + 1;
            if (gram >= Grams.KINDS) {
                throw new IOException("The weights run over");
            }
            rarity[gram] = finite(in.readFloat());
            in.readFully(weights, gram * kinds, kinds);
        }
        if (in.readInt() != MAGIC) {
            throw new IOException("The weights are cut short");
        }
        return new LinearModel(card, rarity, weights, steps);
    }

    private static float finite(float number) throws IOException {
        if (!Float.isFinite(number)) {
            throw new IOException("A weight is no number");
        }
        return number;
    }

    static void write(LinearModel model, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(9);
            add(zip, CARD, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(model.card()));
            add(zip, WEIGHTS, weights(model));
        }
    }

    // the same model is the same file, whenever it is written
    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        var check = new CRC32();
        check.update(content);
        entry.setCrc(check.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] weights(LinearModel model) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        int kinds = model.steps().length;
        out.writeInt(MAGIC);
        out.writeInt(Grams.KINDS);
        out.writeInt(kinds);
        for (float step : model.steps()) {
            out.writeFloat(step);
        }
        int known = 0;
        for (float rarity : model.rarity()) {
            known += rarity > 0 ? 1 : 0;
        }
        out.writeInt(known);
        int last = -1;
        for (int gram = 0; gram < Grams.KINDS; gram++) {
            if (model.rarity()[gram] > 0) {
                out.writeShort(gram - last - 1);
                out.writeFloat(model.rarity()[gram]);
                out.write(model.weights(), gram * kinds, kinds);
                last = gram;
            }
        }
        out.writeInt(MAGIC);
        return bytes.toByteArray();
    }
}
