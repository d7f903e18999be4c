using System.Buffers.Text;

namespace LogStats.Tstat;

/// <summary>
/// A value as the replaced program took it: a whole number where it reads as one, else a fraction rounded to three places,
/// else a text. Nothing where the log has no such column.
/// </summary>
internal readonly ref struct LogNumber
{
    private static readonly double[] s_powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

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
        if (text.Length is < 3 or > 16)
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

        value = digits / s_powers[text.Length - 1 - point];
        return true;
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
