namespace LogStats.Elf.Matching;

/// <summary>
/// The slow way, for the few lines in which a field holds the very text that should end it: tries one place after the
/// other, from left to right, and gives up after a bounded number of tries. Numbers and times are checked on the way,
/// because they are what tells a right place from a wrong one.
/// </summary>
internal sealed class PatternRetry(PieceStep[] steps, byte[] lead, bool allowsMore, FieldRange[] ranges)
{
    private const int MostTries = 20_000;

    private int _tries;

    public bool Match(ReadOnlySpan<byte> line)
    {
        _tries = 0;
        return line.StartsWith(lead) && From(0, line, lead.Length);
    }

    private bool From(int index, ReadOnlySpan<byte> line, int at)
    {
        if (index == steps.Length)
        {
            return at == line.Length || (allowsMore && line[at] == ' ');
        }

        PieceStep step = steps[index];
        if (step.Time is not null)
        {
            Times.TimeParts parts = default;
            int length = step.Time.Read(line[at..], ref parts);
            return length >= 0 && line[(at + length)..].StartsWith(step.Next) && Take(index, line, at, length, at + length);
        }

        if (step.Kind == StepKind.Sure)
        {
            return StepEnd.Find(step, line[at..], out int start, out int inner, out int taken)
                && line[(at + taken)..].StartsWith(step.Next) && Take(index, line, at + start, inner, at + taken);
        }

        if (step.Next.Length == 0)
        {
            return step.Kind == StepKind.Rest && Take(index, line, at, line.Length - at, line.Length);
        }

        int end = at;
        while (_tries < MostTries)
        {
            int found = line[end..].IndexOf(step.Next);
            if (found < 0)
            {
                return false;
            }

            _tries++;
            end += found;
            if (Take(index, line, at, end - at, end))
            {
                return true;
            }

            end++;
        }

        return false;
    }

    /// <param name="index">Which step.</param>
    /// <param name="line">The line.</param>
    /// <param name="at">Where its field begins.</param>
    /// <param name="length">How long that is.</param>
    /// <param name="end">Where the text behind it begins.</param>
    private bool Take(int index, ReadOnlySpan<byte> line, int at, int length, int end)
    {
        PieceStep step = steps[index];
        if (!Fits(step.Field, line.Slice(at, length)) || !From(index + 1, line, end + step.Next.Length))
        {
            return false;
        }

        ranges[step.Index] = new FieldRange(at, length);
        return true;
    }

    private static bool Fits(ElfField field, ReadOnlySpan<byte> text) => field switch
    {
        ElfField.Status => ElfNumbers.Status(text) >= -1,
        ElfField.SentBytes or ElfField.TotalSentBytes or ElfField.ReceivedBytes => text is [(byte)'-'] || ElfNumbers.Count(text) >= 0,
        ElfField.Client or ElfField.Method => text.IndexOf((byte)' ') < 0,
        _ => true,
    };
}
