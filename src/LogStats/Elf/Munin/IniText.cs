using System.Globalization;
using System.Text;

namespace LogStats.Elf.Munin;

/// <summary>Writes sections and keys as Python's RawConfigParser does, with a blank line behind each section.</summary>
internal sealed class IniText(bool zeroAsUnknown)
{
    public const string Unknown = "U";

    private readonly StringBuilder _text = new();

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Names and values come here safe: <see cref="MuninName"/> has seen to that.</summary>
    public void Section(string name) => _text.Append(_text.Length > 0 ? "\n" : "").Append('[').Append(name).Append("]\n");

    public void Key(string name, string value) => _text.Append(name).Append(" = ").Append(value).Append('\n');

    /// <summary>What is missing is unknown, always.</summary>
    public void Key(string name, long? value)
        => Key(name, value is null || (value == 0 && zeroAsUnknown) ? Unknown : value.Value.ToString(CultureInfo.InvariantCulture));

    public byte[] Bytes() => Encoding.UTF8.GetBytes(_text.Append('\n').ToString());
}
