using FsCheck;
using FsCheck.Fluent;
using System.Text;
using LogStats.Sinks.InfluxDb;

namespace LogStats.Sinks.Tests.InfluxDb;

/// <summary>What is written is read back by a parser of the protocol that is plain and slow.</summary>
public sealed class InfluxTextTests
{
    [Fact]
    public void Texts_come_back_from_a_plain_parser() => Prop.ForAll<string, string, string>(static (tag, name, field) =>
    {
        (tag, name, field) = (tag ?? "", name ?? "", field ?? "");
        byte[] output = new byte[InfluxText.FieldBound(field)];
        int length = InfluxText.Field(field, output);
        string line = $"m,k{Encoding.UTF8.GetString(InfluxText.Tag(name))}={Encoding.UTF8.GetString(InfluxText.Tag("v" + tag))} f={Encoding.UTF8.GetString(output, 0, length)} 1";
        (string Name, string Value, string Field) read = Read(line);
        return read == ("k" + Storable(name), Storable("v" + tag), Utf8(field));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("x\\", "x\\x5c")]
    [InlineData("a\nb", "a\\x0ab")]
    [InlineData("a\\b", "a\\b")]
    [InlineData("plain", "plain")]
    public void What_can_stand_in_no_tag_is_written_out(string text, string stored) => Assert.Equal(stored, InfluxText.Storable(text));

    [Theory]
    [InlineData("", false)]
    [InlineData("#a", false)]
    [InlineData("_a", false)]
    [InlineData("a\\", false)]
    [InlineData("a\nb", false)]
    [InlineData(" a", false)]
    [InlineData("a b,c=\"d\"", true)]
    public void A_measurement_is_a_name(string text, bool fits) => Assert.Equal(fits, InfluxText.IsMeasurement(text));

    private static string Storable(string text) => Utf8(InfluxText.Storable(text));

    private static string Utf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static (string Name, string Value, string Field) Read(string line)
    {
        int at = "m,".Length;
        string name = Part(line, ref at, '=');
        string value = Part(line, ref at, ' ');
        at += "f=\"".Length;
        StringBuilder field = new();
        for (; line[at] != '"'; at++)
        {
            at += line[at] == '\\' && line[at + 1] is '"' or '\\' ? 1 : 0;
            _ = field.Append(line[at]);
        }

        Assert.Equal("\" 1", line[at..]);
        return (name, value, field.ToString());
    }

    /// <summary>Up to an end before which no backslash stands; a backslash counts as one unless it stands before , = or blank.</summary>
    private static string Part(string line, ref int at, char end)
    {
        StringBuilder part = new();
        for (; line[at] != end; at++)
        {
            at += line[at] == '\\' && line[at + 1] is ',' or '=' or ' ' ? 1 : 0;
            _ = part.Append(line[at]);
        }

        at++;
        return part.ToString();
    }
}
