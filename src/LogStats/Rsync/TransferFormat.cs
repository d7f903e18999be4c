using System.Text;
using LogStats.Faults;

namespace LogStats.Rsync;

/// <summary>
/// A log format of rsync, compiled: literals become anchors and each %-escape the narrowest field up to the next one.
/// Fields before the file's name are read from the left and those behind it from the right, so the name, the only part
/// that may hold anything, is what remains. <c>%t [%p] </c>, which rsync itself puts before every line of a log file, is
/// the envelope's and no part of a format; a format that asks for it once more has it twice.
/// </summary>
internal sealed class TransferFormat
{
    private const int LargestWidth = 9999;
    private readonly TransferPart[] _left;
    private readonly TransferPart[] _right;
    private readonly TransferPart? _name;

    private TransferFormat(List<TransferPart> parts)
    {
        int name = parts.FindIndex(part => part.Field is TransferField.Name);
        name = name < 0 ? parts.FindIndex(part => part.Field is TransferField.Text) : name;
        _name = name < 0 ? null : parts[name];
        _left = [.. name < 0 ? parts : parts[..name]];
        _right = [.. name < 0 ? [] : parts[(name + 1)..]];
        Array.Reverse(_right);
    }

    /// <exception cref="LogStatsException">The format holds an escape that rsync does not know, or nothing to read.</exception>
    public static TransferFormat Compile(string format)
    {
        byte[] text = Encoding.UTF8.GetBytes(format);
        List<TransferPart> parts = [];
        List<byte> literal = [];
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '%' || at + 1 == text.Length || text[at + 1] == '%')
            {
                literal.Add(text[at]);
                at += text[at] == '%' ? 1 : 0;
                continue;
            }

            int start = ++at;
            while (at < text.Length && (text[at] is (byte)'-' or (byte)'\'' || char.IsAsciiDigit((char)text[at])))
            {
                at++;
            }

            ReadOnlySpan<byte> manner = text.AsSpan(start, at - start);

            TransferField field = at < text.Length
                ? TransferPart.FieldOf((char)text[at])
                : throw Fail.TransferFormat(format, "it ends within an escape");
            if (field == TransferField.Literal)
            {
                throw Fail.TransferFormat(format, $"rsync has no escape %{(char)text[at]}");
            }

            if (literal.Count > 0)
            {
                parts.Add(new TransferPart(TransferField.Literal, [.. literal]));
                literal.Clear();
            }

            parts.Add(new TransferPart(field, [], Width(format, manner), manner.Contains((byte)'-'), manner.Count((byte)'\'')));
        }

        if (literal.Count > 0)
        {
            parts.Add(new TransferPart(TransferField.Literal, [.. literal]));
        }

        return parts.Exists(part => part.Field != TransferField.Literal)
            ? new TransferFormat(parts)
            : throw Fail.TransferFormat(format, "it holds no escape that says anything of a file");
    }

    public bool Read(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        for (int index = 0; index < _left.Length; index++)
        {
            ReadOnlySpan<byte> next = index + 1 < _left.Length ? _left[index + 1].Literal : default;
            bool last = index + 1 == _left.Length && _name is null;
            if (!_left[index].TakeLeft(ref text, next, last, ref line))
            {
                return false;
            }
        }

        for (int index = 0; index < _right.Length; index++)
        {
            ReadOnlySpan<byte> next = index + 1 < _right.Length ? _right[index + 1].Literal : default;
            if (!_right[index].TakeRight(ref text, next, ref line))
            {
                return false;
            }
        }

        line.Kind = RsyncLineKind.File;
        if (_name is not { Field: TransferField.Name })
        {
            return _name is not null || text.IsEmpty;
        }

        line.Text = _name.BareName(text);
        return !line.Text.IsEmpty;
    }

    private static int Width(string format, ReadOnlySpan<byte> manner)
    {
        int width = 0;
        foreach (byte letter in manner)
        {
            width = char.IsAsciiDigit((char)letter) ? (width * 10) + letter - '0' : width;
            if (width > LargestWidth)
            {
                throw Fail.TransferFormat(format, $"a width is larger than {LargestWidth}");
            }
        }

        return width;
    }
}
