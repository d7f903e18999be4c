using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>
/// Open sessions as text, for a checkpoint: where a follower stops while one is open, the next one goes on with it. A
/// version, which log format was guessed, the number of sessions, and the fields of each, in Base64.
/// </summary>
internal static class RsyncSessionText
{
    private const byte Version = 1;

    /// <summary>Keeps a checkpoint small: no server has so many connections, and the newest are the ones that will end.</summary>
    private const int Most = 10_000;

    /// <summary>Null where nothing is held.</summary>
    public static string? Write(RsyncSessions sessions, TransferGuess guess)
    {
        RsyncSession[] held = [.. sessions.Held.TakeLast(Most)];
        if (held.Length == 0 && guess.Known < 0)
        {
            return null;
        }

        StateWriter writer = new();
        writer.Byte(Version);
        writer.Number(guess.Known);
        writer.Number(held.Length);
        foreach (RsyncSession session in held)
        {
            session.Write(writer);
        }

        return Convert.ToBase64String(writer.Written);
    }

    /// <exception cref="FormatException">It is no such text, or one of another version.</exception>
    public static void Read(string text, RsyncSessions sessions, TransferGuess guess)
    {
        try
        {
            StateReader reader = new(Convert.FromBase64String(text));
            if (reader.Byte() != Version)
            {
                throw StateReader.Wrong("it is of another version");
            }

            long known = reader.Number();
            if (known < -1 || known >= KnownTransferFormats.Count || reader.Length() is not (<= Most and int count))
            {
                throw StateReader.Wrong("it holds numbers that were never saved");
            }

            RsyncSession[] held = new RsyncSession[count];
            for (int index = 0; index < held.Length; index++)
            {
                held[index] = new RsyncSession();
                held[index].Read(ref reader);
            }

            reader.End();
            sessions.Take(held);
            guess.Known = (int)known;
            Array.ForEach(held, guess.Remember);
        }
        catch (Exception error) when (error is InvalidDataException or OverflowException or ArgumentException)
        {
            throw new FormatException(error is InvalidDataException ? error.Message : "it is damaged", error);
        }
    }
}
