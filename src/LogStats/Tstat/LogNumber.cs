using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace LogStats.Tstat;

/// <summary>
/// A value as the replaced program took it: a whole number where it reads as one, else a fraction rounded to three places,
/// else a text. Nothing where the log has no such column.
/// </summary>
internal readonly ref struct LogNumber
{
    /// <summary>So many bytes, with a point among them, are digits that a binary number holds without an error.</summary>
    private const int MostShort = 16;

    private readonly ReadOnlySpan<byte> _text;

    private LogNumber(ReadOnlySpan<byte> text, bool isInteger, bool isFloat, double value)
    {
        _text = text;
        (IsInteger, IsFloat, Value) = (isInteger, isFloat, value);
    }

    public bool IsInteger { get; }

    public bool IsFloat { get; }

    public bool IsNumber => IsInteger || IsFloat;

    /// <summary>The number, rounded if it was a fraction; 0 for a text.</summary>
    public double Value { get; }

    private static ReadOnlySpan<double> Powers => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static LogNumber Of(ReadOnlySpan<byte> text)
    {
        if (TstatNumber.TryCount(text, out long count))
        {
            return new LogNumber(text, true, false, count);
        }

        if (TryShort(text, out double fraction))
        {
            return new LogNumber(text, false, true, PythonFloat.Round(fraction, 3));
        }

        // A sign, a long fraction, an exponent: what is not finite, JSON has no number for.
        return !text.IsEmpty && text.IndexOfAnyExcept("0123456789+-.eE"u8) < 0
            && Utf8Parser.TryParse(text[0] == '+' ? text[1..] : text, out double value, out int used) && used == text.Length - (text[0] == '+' ? 1 : 0)
            && double.IsFinite(value)
                ? new LogNumber(text, IsWhole(text), !IsWhole(text), IsWhole(text) ? value : PythonFloat.Round(value, 3))
                : new LogNumber(text, false, false, 0);
    }

    /// <summary>
    /// Up to 15 digits with a point between them, as nearly all are: digits and power of ten are binary numbers without an
    /// error, so that dividing gives the one that is nearest.
    /// </summary>
    private static bool TryShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length is < 3 or > MostShort)
        {
            return false;
        }

        long digits = 0;
        int point = -1;
        for (int at = 0; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[at] == '.' && point < 0)
            {
                point = at;
            }
            else
            {
                return false;
            }
        }

        if (point <= 0 || point == text.Length - 1)
        {
            return false;
        }

        value = digits / Powers[text.Length - 1 - point];
        return true;
    }

    /// <summary>
    /// Writes what nearly all values are from digit to digit, without a number being made: a count, or a short fraction that
    /// rounds within its thousandths. 0 for anything else, such as a fraction in the middle of two, where it counts what the
    /// binary number truly is. There is room for two bytes more than the text has.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWriteShort(ReadOnlySpan<byte> text, Span<byte> room)
    {
        if (text.IsEmpty || text.Length > MostShort)
        {
            return 0;
        }

        int point = 0;
        for (; point < text.Length; point++)
        {
            uint digit = (uint)(text[point] - '0');
            if (digit > 9)
            {
                break;
            }

            room[point] = (byte)('0' + digit);
        }

        if (point == 0 || (text[0] == '0' && point > 1))
        {
            return 0;
        }

        return point == text.Length ? point : TryWriteThousandths(text, point, room);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TryWriteThousandths(ReadOnlySpan<byte> text, int point, Span<byte> room)
    {
        int places = text.Length - point - 1;
        if (text[point] != '.' || places == 0)
        {
            return 0;
        }

        uint thousandths = 0;
        uint next = 0;
        uint later = 0;
        for (int place = 0; place < places; place++)
        {
            uint digit = (uint)(text[point + 1 + place] - '0');
            if (digit > 9)
            {
                return 0;
            }

            if (place < 3)
            {
                thousandths = (thousandths * 10) + digit;
            }
            else if (place == 3)
            {
                next = digit;
            }
            else
            {
                later |= digit;
            }
        }

        for (int place = places; place < 3; place++)
        {
            thousandths *= 10;
        }

        thousandths += next > 5 || (next == 5 && later > 0) ? 1u : 0u;
        if (thousandths == 1000 || (next == 5 && later == 0))
        {
            return 0;
        }

        room[point] = (byte)'.';
        room[point + 1] = (byte)('0' + (thousandths / 100));
        int length = point + 2;
        if (thousandths % 100 > 0)
        {
            room[length++] = (byte)('0' + (thousandths / 10 % 10));
            if (thousandths % 10 > 0)
            {
                room[length++] = (byte)('0' + (thousandths % 10));
            }
        }

        return length;
    }

    public void Write(Utf8Text output)
    {
        if (_text.IsEmpty)
        {
            output.Raw("null"u8);
        }
        else if (IsFloat)
        {
            output.Rounded(Value, 3);
        }
        else if (IsInteger)
        {
            ReadOnlySpan<byte> digits = _text[0] is (byte)'-' or (byte)'+' ? _text[1..] : _text;
            digits = digits.TrimStart((byte)'0');
            output.Raw(_text[0] == '-' && !digits.IsEmpty ? "-"u8 : default);
            output.Raw(digits.IsEmpty ? "0"u8 : digits);
        }
        else
        {
            output.Quoted(_text);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> text)
        => (text[0] is (byte)'-' or (byte)'+' ? text[1..] : text).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
