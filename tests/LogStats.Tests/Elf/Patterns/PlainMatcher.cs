using System.Text;
using LogStats.Elf;
using LogStats.Elf.Patterns;
using LogStats.Elf.Times;

namespace LogStats.Tests.Elf.Patterns;

/// <summary>
/// The meaning of a pattern in the plainest way: tries every end of every field until all of the line is told. Slow, and
/// nothing but a reference.
/// </summary>
internal sealed class PlainMatcher(ElfPattern pattern, byte[] line)
{
    private readonly HashSet<(int Piece, int At)> _dead = [];
    private readonly Dictionary<string, string> _values = [];
    private TimeParts _time;

    /// <summary>The values by meaning, or by name for named fields; null where the line is not of this pattern.</summary>
    public static Dictionary<string, string>? Match(ElfPattern pattern, string line, out TimeParts time)
    {
        for (ElfPattern? form = pattern; form is not null; form = form.Shorter)
        {
            PlainMatcher matcher = new(form, Encoding.UTF8.GetBytes(line));
            if (form.IsColumns ? matcher.Columns() : matcher.From(0, 0))
            {
                time = matcher._time;
                return matcher._values;
            }
        }

        time = default;
        return null;
    }

    private bool Columns()
    {
        int at = 0;
        foreach (ElfPiece piece in pattern.Pieces.Where(piece => !piece.IsLiteral))
        {
            int end = at;
            for (bool isQuoted = false; end < line.Length && (isQuoted || line[end] is not ((byte)' ' or (byte)'\t')); end++)
            {
                isQuoted ^= line[end] == '"';
            }

            if (end == at || !Keep(piece, line[at..end]))
            {
                return false;
            }

            at = end;
            while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }
        }

        return at == line.Length;
    }

    private bool From(int index, int at)
    {
        if (index == pattern.Pieces.Count)
        {
            return at == line.Length || (pattern.AllowsMore && line[at] == ' ');
        }

        if (_dead.Contains((index, at)))
        {
            return false;
        }

        ElfPiece piece = pattern.Pieces[index];
        foreach (int end in Ends(index, piece, at))
        {
            TimeParts before = _time;
            if ((piece.IsLiteral || Keep(piece, line[at..end])) && From(index + 1, end))
            {
                return true;
            }

            _time = before;
        }

        _dead.Add((index, at));
        return false;
    }

    private IEnumerable<int> Ends(int index, ElfPiece piece, int at)
    {
        if (piece.IsLiteral)
        {
            return line.AsSpan(at).StartsWith(piece.Literal) ? [at + piece.Literal.Length] : [];
        }

        if (piece.Time is not null)
        {
            TimeParts parts = default;
            int length = piece.Time.Read(line.AsSpan(at), ref parts);
            return length < 0 ? [] : [at + length];
        }

        if (piece.Opens.Length > 0)
        {
            int length = line.AsSpan(at).StartsWith(piece.Opens) ? line.AsSpan(at).IndexOf(piece.Closes) : -1;
            return length < 0 ? [at] : [at + length + piece.Closes.Length];
        }

        byte next = index + 1 < pattern.Pieces.Count ? pattern.Pieces[index + 1].StartsWith : (byte)0;
        return piece.Length > 0 ? at + piece.Length <= line.Length ? [at + piece.Length] : []
            : Enumerable.Range(at, line.Length - at + 1).Where(end => next == 0 || end == line.Length || line[end] == next);
    }

    private bool Keep(ElfPiece piece, byte[] bytes)
    {
        string value = Encoding.UTF8.GetString(bytes);
        value = piece.MayBeQuoted && value is ['"', .., '"'] ? value[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : value;
        _values[piece.Field >= ElfField.Extra ? piece.Name : piece.Field.ToString()] = value;
        return piece.Field switch
        {
            ElfField.Time => piece.Time!.Read(bytes, ref _time) == bytes.Length,
            ElfField.Status => value == "-" || (int.TryParse(value, out int status) && status is >= -1 and <= 999),
            ElfField.SentBytes or ElfField.TotalSentBytes or ElfField.ReceivedBytes => value == "-" || long.TryParse(value, out _),
            ElfField.Latency => value == "-" || double.TryParse(value, out _),
            _ => true,
        };
    }
}
