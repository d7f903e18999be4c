using LogStats.Sinks.Text;

namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>What a text sink makes of rows, as a text.</summary>
internal static class TextBytes
{
    /// <summary>Fails on bytes that are not UTF-8.</summary>
    public static readonly System.Text.UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Of(TextForm form, params IRow[] rows) => Of(new TextSinkOptions { Form = form }, rows);

    public static string Of(TextSinkOptions options, params IRow[] rows)
    {
        using MemoryStream stream = new();
        TextSink sink = TextSink.Open(options with { Stream = stream, LeaveOpen = true });
        _ = sink.WriteAsync(rows).GetAwaiter().GetResult();
        sink.CompleteAsync().GetAwaiter().GetResult();
        return Strict.GetString(stream.ToArray());
    }

    /// <summary>Text as it comes out when UTF-8 cannot hold it all: half a surrogate pair becomes U+FFFD.</summary>
    public static string Valid(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
