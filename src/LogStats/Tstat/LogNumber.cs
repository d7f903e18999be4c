using System.Buffers.Text;

namespace LogStats.Tstat;

/// <summary>
/// A value as the replaced program took it: a whole number where it reads as one, else a fraction rounded to three places,
/// else a text. Nothing where the log has no such column.
/// </summary>
internal readonly ref struct LogNumber
{
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

        // A sign, a fraction, an exponent: what is not finite, JSON has no number for.
        return !text.IsEmpty && text.IndexOfAnyExcept("0123456789+-.eE"u8) < 0
            && Utf8Parser.TryParse(text[0] == '+' ? text[1..] : text, out double value, out int used) && used == text.Length - (text[0] == '+' ? 1 : 0)
            && double.IsFinite(value)
                ? new LogNumber(text, IsWhole(text), !IsWhole(text), IsWhole(text) ? value : PythonFloat.Round(value, 3))
                : new LogNumber(text, false, false, 0);
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
