using LogStats.Tally;

namespace LogStats.Sinks;

/// <summary>
/// What stands around every state, as base64: a version, the family, the family's own version, what was asked, and at
/// the end a check of all of it, so that damage is found and never added up.
/// </summary>
internal static class SummaryState
{
    private const byte Version = 1;

    private const int CheckLength = 8;

    /// <param name="kind">The family, as <see cref="Kinds.LogKind.Name"/> has it.</param>
    /// <param name="version">How the family's own part is written.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="write">Writes that part.</param>
    public static string Seal(string kind, int version, long question, Action<StateWriter> write)
    {
        StateWriter state = new();
        state.Byte(Version);
        state.Text(kind);
        state.Number(version);
        state.Hash((ulong)question);
        write(state);
        state.Hash(ByteHash.Of(state.Written));
        return Convert.ToBase64String(state.Written);
    }

    /// <summary>Opens it; what is left in the reader is the family's own part.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or newer than this program.</exception>
    public static StateReader Open(string text, out string kind, out int version, out long question)
    {
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(text, bytes, out int length) || length <= CheckLength)
        {
            throw StateReader.Wrong("it is damaged or cut off");
        }

        StateReader check = new(bytes.AsSpan(length - CheckLength, CheckLength));
        if (check.Hash() != ByteHash.Of(bytes.AsSpan(0, length - CheckLength)))
        {
            throw StateReader.Wrong("it is damaged or cut off");
        }

        StateReader state = new(bytes.AsSpan(0, length - CheckLength));
        if (state.Byte() != Version)
        {
            throw Newer();
        }

        kind = state.Text() ?? "";
        version = (int)Math.Min(state.Count(), int.MaxValue);
        question = (long)state.Hash();
        return state;
    }

    public static InvalidDataException Newer() => StateReader.Wrong("a newer LogStats wrote it");
}
