using LogStats.Elf.Times;
using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>The <c>log-format</c> of HAProxy, or the name of one of its own formats.</summary>
internal static class HaproxyPattern
{
    public const string Http
        = "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r";

    public const string Https = Http
        + " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed] %[ssl_fc_sni]/%sslv/%sslc";

    public const string Tcp = "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";

    public const string Clf = "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc"
        + " %ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl";

    private const string Advice = "Paste the log-format of haproxy.cfg as it stands there, or name httplog, httpslog, tcplog or clf.";

    /// <exception cref="LogStatsException">The text holds what HAProxy does not know, or nobody could read its lines.</exception>
    public static ElfPattern Compile(string text)
    {
        PatternSource source = HaproxyText.Unwrap(text);
        return new Compiler(source).Compile();
    }

    private sealed class Compiler(PatternSource source)
    {
        private readonly PatternBuilder _builder = new(source) { Escape = ElfEscape.Hash };
        private bool _quotes;

        public ElfPattern Compile()
        {
            for (int at = 0; at < source.Length;)
            {
                if (source[at] != '%')
                {
                    _builder.Literal(source[at++]);
                }
                else if (source.Continues(at, "%%"))
                {
                    _builder.Literal('%');
                    at += 2;
                }
                else
                {
                    at = Variable(at);
                }
            }

            return _builder.Build();
        }

        private int Variable(int start)
        {
            int at = start + 1;
            bool quoted = _quotes;
            bool escaped = false;
            if (at < source.Length && source[at] == '{')
            {
                int close = source.IndexOf('}', at);
                string flags = close < 0 ? throw source.Fault("a '{' is not closed", at, Advice) : source.Part(at + 1, close);
                quoted = flags.Contains("+Q", StringComparison.Ordinal) || (quoted && !flags.Contains("-Q", StringComparison.Ordinal));
                escaped = flags.Contains("+E", StringComparison.Ordinal);
                at = close + 1;
            }

            _builder.Escape = escaped ? ElfEscape.Backslash : _builder.Escape;
            return at < source.Length && source[at] == '[' ? Sample(start, at, quoted) : Named(start, at, quoted);
        }

        private int Sample(int start, int at, bool quoted)
        {
            int close = source.IndexOf(']', at);
            if (close < 0)
            {
                throw source.Fault("a '[' is not closed", at, Advice);
            }

            FieldMeaning meaning = HaproxyVariables.FindSample(source.Part(at + 1, close));
            Add(meaning.Piece(source.Part(start, close + 1)), start, meaning.Rank, quoted);
            return close + 1;
        }

        private int Named(int start, int at, bool quoted)
        {
            int end = at;
            while (end < source.Length && char.IsAsciiLetter(source[end]))
            {
                end++;
            }

            string name = source.Part(at, end);
            if (name == "o")
            {
                // Sets the flags of all that follow and writes nothing, not even the blank behind it.
                _quotes = quoted;
                return end < source.Length && source[end] == ' ' ? end + 1 : end;
            }

            switch (name)
            {
                case "hr" or "hs":
                    bool withNext = end < source.Length && source[end] == ' ' && !OnlyCaptures(end);
                    _builder.Captured(source.Part(start, end), start, withNext);
                    return withNext ? end + 1 : end;

                // Any number of quoted texts, one a header: only at the end can it be told where they are over.
                case "hrl" or "hsl" when OnlyCaptures(end):
                    _builder.TrimLiteral();
                    _builder.AllowsMore = true;
                    return source.Length;
                default:
                    FieldMeaning meaning = HaproxyVariables.Find(name)
                        ?? throw source.Fault(Unknown(name), start, Advice);
                    ElfPiece piece = meaning.Piece(source.Part(start, end)) with { Time = HaproxyVariables.Time(name) };
                    Add(piece, start, meaning.Rank, quoted && HaproxyVariables.IsText(name) && piece.Time is null);
                    return end;
            }
        }

        private static string Unknown(string name)
            => name.Length == 0 ? "a '%' has no name behind it" : $"the variable '%{name}' is not known";

        private bool OnlyCaptures(int at)
            => source.Part(at, source.Length).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .All(word => word is "%hr" or "%hs" or "%hrl" or "%hsl");

        private void Add(ElfPiece piece, int at, int rank, bool quoted)
        {
            if (quoted)
            {
                _builder.Literal('"');
            }

            _builder.Field(piece, at, rank);
            if (quoted)
            {
                _builder.Literal('"');
            }
        }
    }
}
