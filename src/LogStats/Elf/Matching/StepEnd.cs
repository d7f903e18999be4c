namespace LogStats.Elf.Matching;

/// <summary>Where fields end that can only end in one place.</summary>
internal static class StepEnd
{
    /// <summary>The field at the front of <paramref name="text"/>, and how many bytes it takes with what encloses it.</summary>
    /// <returns>False where it is not there.</returns>
    public static bool Find(PieceStep step, ReadOnlySpan<byte> text, out int start, out int length, out int taken)
    {
        start = length = taken = 0;
        if (step.Piece.Length > 0)
        {
            length = taken = step.Piece.Length;
            return text.Length >= length;
        }

        if (step.Piece.Opens is { Length: > 0 } opens)
        {
            if (!text.StartsWith(opens))
            {
                return true;
            }

            start = opens.Length;
            length = text[start..].IndexOf(step.Piece.Closes);
            taken = start + length + step.Piece.Closes.Length;
            return length >= 0;
        }

        if (step.StopsBefore != 0)
        {
            length = taken = text.IndexOf(step.StopsBefore);
            return length >= 0;
        }

        if (text is [(byte)'"', ..])
        {
            start = 1;
            length = ClosingQuote(text[1..]);
            taken = length + 2;
            return length >= 0;
        }

        length = taken = step.Next.Length > 0 ? text.IndexOf(step.Next) : text.IndexOf((byte)' ') is int blank and >= 0 ? blank : text.Length;
        return length >= 0;
    }

    private static int ClosingQuote(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            int found = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (text[at] == '"')
            {
                return at;
            }

            at++;
        }

        return -1;
    }
}
