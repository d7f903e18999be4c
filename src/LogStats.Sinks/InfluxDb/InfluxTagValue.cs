using System.Globalization;

namespace LogStats.Sinks.InfluxDb;

/// <summary>The value of a tag as bytes, made anew only when it is another one than in the row before.</summary>
internal sealed class InfluxTagValue
{
    private string? _text;
    private long _number;

    public bool IsSet { get; set; }

    /// <summary>Whether there ever was a value.</summary>
    public bool HasValue => _text is not null;

    public byte[] Bytes { get; private set; } = [];

    /// <param name="text">Not empty: the server takes no empty tags.</param>
    public void Set(string text)
    {
        IsSet = true;
        if (!string.Equals(text, _text, StringComparison.Ordinal))
        {
            _text = text;
            Bytes = InfluxText.Tag(text);
        }
    }

    public void Set(long number)
    {
        if (_text is null || number != _number)
        {
            _number = number;
            Set(number.ToString(CultureInfo.InvariantCulture));
        }

        IsSet = true;
    }
}
