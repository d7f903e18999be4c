using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf;
using LogStats.Elf.Matching;
using LogStats.Elf.Patterns;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Matching;

/// <summary>JSON lines against what the base class library writes and reads.</summary>
public sealed class JsonMatcherPropertyTests
{
    private static readonly ElfJsonFields s_fields = JsonMatcherTests.Fields(
        new("status", ElfField.Status), new("agent", ElfField.Agent), new("a.b", ElfField.User), new("a.c", ElfField.Referer), new("x", ElfField.Extra));

    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Choose(0, 0x24F), Gen.Choose(0xD7F0, 0xE010), Gen.Elements([.. "\"\\/{}[],:x\n\tu0"u8.ToArray().Select(letter => (int)letter)]))
        .Select(letter => (char)letter).ArrayOf().Select(letters => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(letters)));

    [Fact]
    public void What_is_written_is_read()
        => Prop.ForAll(s_text.Three().ToArbitrary(), texts =>
        {
            foreach (JsonSerializerOptions? options in (JsonSerializerOptions?[])[null, s_relaxed])
            {
                string line = JsonSerializer.Serialize(
                    new Dictionary<string, object> { ["q" + texts.Item1] = texts.Item2, ["status"] = 200, ["agent"] = texts.Item1, ["a"] = new { z = texts, b = texts.Item2 }, ["x"] = new[] { texts.Item3 } },
                    options);
                ElfSeen seen = JsonMatcherTests.Read(s_fields, line);
                Assert.Null(seen.Reason);
                Assert.Equal((None(texts.Item1), None(texts.Item2), None(texts.Item3)), (seen[ElfField.Agent], seen[ElfField.User], seen[0]));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_front_of_a_line_is_never_a_line()
        => Prop.ForAll(s_text.ToArbitrary(), text =>
        {
            byte[] line = JsonSerializer.SerializeToUtf8Bytes(new { status = 200, agent = text, a = new { b = new[] { text } } }, s_relaxed);
            for (int length = 0; length < line.Length; length++)
            {
                Assert.Equal("not-json", ElfSeen.Of(new JsonMatcher(s_fields, ElfSeen.Rules).Match, line.AsSpan(0, length)).Reason?.Id);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_library_reads_is_read_alike()
    {
        string[] samples = [JsonMatcherTests.Caddy, JsonMatcherTests.Tomcat, JsonMatcherTests.Envoy,
            """{"status":200,"agent":"\u00e4\\","a":{"b":"x","c":["y",1]},"x":[[],{}],"z":[null,true,-1.5e3]}""", """{"status":"404","a.b":"u","a":null,"x":{"y":1}}"""];
        Prop.ForAll(Mutations.Of(samples).ToArbitrary(), line =>
        {
            ElfSeen seen = ElfSeen.Of(new JsonMatcher(s_fields, ElfSeen.Rules).Match, line);
            if (Reference(line) is { } reference)
            {
                Assert.NotEqual("not-json", seen.Reason?.Id);
                if (seen.Reason is null)
                {
                    Assert.Equal(reference, (seen[ElfField.Agent], seen[ElfField.User], seen[ElfField.Referer], seen[0]));
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_throws()
        => Prop.ForAll(Gen.OneOf(Mutations.Of([JsonMatcherTests.Caddy, "a\tb\t" + JsonMatcherTests.Traefik]), Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()).ToArbitrary(), line =>
        {
            _ = ElfSeen.Of(new JsonMatcher(JsonMatcherTests.Any, ElfSeen.Rules).Match, line);
            _ = ElfSeen.Of(new JsonMatcher(JsonMatcherTests.CaddyFields, ElfSeen.Rules).Match, (byte[])[(byte)'{', .. line, (byte)'}']);
        }).QuickCheckThrowOnFailure();

    /// <summary>The four values by a plain walk over a document; null where the library does not read the line.</summary>
    private static (string, string, string, string)? Reference(byte[] line)
    {
        Dictionary<string, string> values = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            Walk(document.RootElement, "", values);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }

        return (Of("agent"), Of("a.b"), Of("a.c"), Of("x"));

        string Of(string key) => None(values.GetValueOrDefault(key, ""));
    }

    private static void Walk(JsonElement element, string path, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                values[path] = "";
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Walk(property.Value, path.Length == 0 ? property.Name : path + "." + property.Name, values);
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                Walk(element[0], path, values);
                break;
            case JsonValueKind.String:
                values[path] = element.GetString()!;
                break;
            default:
                values[path] = element.ValueKind is JsonValueKind.Array or JsonValueKind.Null ? "" : element.GetRawText();
                break;
        }
    }

    private static string None(string text) => text == "-" ? "" : text;
}
