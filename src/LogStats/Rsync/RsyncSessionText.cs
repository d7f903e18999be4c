using System.Text;

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

        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes, Encoding.UTF8);
        writer.Write(Version);
        writer.Write7BitEncodedInt(guess.Known);
        writer.Write7BitEncodedInt(held.Length);
        foreach (RsyncSession session in held)
        {
            session.Write(writer);
        }

        writer.Flush();
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <exception cref="FormatException">It is no such text, or one of another version.</exception>
    public static void Read(string text, RsyncSessions sessions, TransferGuess guess)
    {
        try
        {
            using BinaryReader reader = new(new MemoryStream(Convert.FromBase64String(text)), Encoding.UTF8);
            if (reader.ReadByte() != Version)
            {
                throw new FormatException("It is of another version.");
            }

            int known = reader.Read7BitEncodedInt();
            if (known < -1 || known >= KnownTransferFormats.Count || reader.Read7BitEncodedInt() is not (>= 0 and <= Most and int count))
            {
                throw new FormatException("It holds numbers that were never saved.");
            }

            RsyncSession[] held = new RsyncSession[count];
            for (int index = 0; index < held.Length; index++)
            {
                held[index] = new RsyncSession();
                held[index].Read(reader);
            }

            sessions.Take(held);
            guess.Known = known;
            Array.ForEach(held, guess.Remember);
        }
        catch (Exception error) when (error is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new FormatException("It is cut or damaged.", error);
        }
    }
}
