using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary>
/// Lines of statistics in the five wordings that there have been, each to its very end. What a wording lacks stays -1;
/// the requests of the oldest are its queries.
/// </summary>
internal static class StatsText
{
    /// <summary>Reads what stands behind <c>stats: </c>.</summary>
    public static bool Read(ReadOnlySpan<byte> text, out StatsNumbers numbers)
    {
        numbers = new StatsNumbers { Xacts = -1, ClientParses = -1, ServerParses = -1, Binds = -1, XactMicros = -1, WaitMicros = -1 };
        if (!Number(ref text, out long first))
        {
            return false;
        }

        if (Next(ref text, " req/s, in "u8))
        {
            numbers.Queries = first;
            return Number(ref text, out numbers.InBytes) && Next(ref text, " b/s, out "u8)
                && Number(ref text, out numbers.OutBytes) && Next(ref text, " b/s,query "u8)
                && Number(ref text, out numbers.QueryMicros) && text.SequenceEqual(" us"u8);
        }

        numbers.Xacts = first;
        if (!Next(ref text, " xacts/s, "u8) || !Number(ref text, out numbers.Queries) || !Next(ref text, " queries/s, "u8))
        {
            return false;
        }

        if (text is not [(byte)'i', ..]
            && !(Number(ref text, out numbers.ClientParses) && Next(ref text, " client parses/s, "u8)
                && Number(ref text, out numbers.ServerParses) && Next(ref text, " server parses/s, "u8)
                && Number(ref text, out numbers.Binds) && Next(ref text, " binds/s, "u8)))
        {
            return false;
        }

        return Next(ref text, "in "u8) && Number(ref text, out numbers.InBytes) && Next(ref text, " B/s, out "u8)
            && Number(ref text, out numbers.OutBytes) && Next(ref text, " B/s, xact "u8)
            && Number(ref text, out numbers.XactMicros) && Next(ref text, " us, query "u8)
            && Number(ref text, out numbers.QueryMicros)
            && (Next(ref text, " us, wait "u8) || Next(ref text, " us wait "u8))
            && (Next(ref text, "time "u8) || true)
            && Number(ref text, out numbers.WaitMicros) && text.SequenceEqual(" us"u8);
    }

    private static bool Number(scoped ref ReadOnlySpan<byte> text, out long value)
    {
        int length = Digits.Front(text, out value);
        text = text[length..];
        return length > 0;
    }

    private static bool Next(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal)
    {
        if (!text.StartsWith(literal))
        {
            return false;
        }

        text = text[literal.Length..];
        return true;
    }
}
