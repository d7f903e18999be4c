using System.Globalization;
using System.Text.Json;
using Xunit;

namespace LogStats.Servers.Tests.Web;

/// <summary>Holds what was read of a log against what was asked.</summary>
internal static class WebLogCheck
{
    public static async Task<List<WebRequest>> AskAllAsync(int port)
    {
        WebClient client = new(port);
        List<WebRequest> asked = [];
        foreach (WebRequest request in WebRequest.All)
        {
            WebRequest answered = await client.AskAsync(request);
            Assert.Equal(request.Status, answered.Status);
            asked.Add(answered);
        }

        return asked;
    }

    /// <summary>The records of the requests, in order.</summary>
    public static void Same(IReadOnlyList<WebRequest> asked, IReadOnlyList<JsonElement> read, DateTimeOffset begin, DateTimeOffset end)
    {
        Assert.Equal(asked.Select(item => item.Target), read.Select(Target));
        for (int i = 0; i < asked.Count; i++)
        {
            (WebRequest request, JsonElement record) = (asked[i], read[i]);
            Assert.Equal(request.Method, record.Text("Method"));
            Assert.Equal(request.Protocol, record.Text("Protocol"));
            Assert.Equal(request.Status, record.Number("Status"));
            Assert.Equal(request.AnsweredBytes, record.GetProperty("SentBytes") is { ValueKind: JsonValueKind.Number } sent ? sent.GetInt64() : 0);
            Assert.Equal("127.0.0.1", record.Text("ClientAddress"));
            DateTimeOffset time = DateTimeOffset.Parse(record.Text("Time")!, CultureInfo.InvariantCulture);
            Assert.InRange(time, begin.AddSeconds(-1), end); // Logs hold whole seconds.
        }
    }

    public static void SameUsers(IReadOnlyList<WebRequest> asked, IReadOnlyList<JsonElement> read)
        => Assert.Equal(asked.Select(item => item.User), read.Select(record => record.Text("UserName")));

    public static void SameHeaders(IReadOnlyList<WebRequest> asked, IReadOnlyList<JsonElement> read)
    {
        Assert.Equal(asked.Select(item => item.Agent), read.Select(record => record.Text("UserAgent")));
        Assert.Equal(asked.Select(item => item.Referer), read.Select(record => record.Text("Referer")));
    }

    public static void SameSums(IReadOnlyList<WebRequest> asked, JsonElement report)
    {
        JsonElement total = report.GetProperty("total");
        Assert.Equal(asked.Count, report.GetProperty("lines").Number("read"));
        Assert.Equal(asked.Count, total.Number("Calls"));
        Assert.Equal(asked.Sum(item => item.AnsweredBytes), total.Number("SentBytes"));
        Assert.Equal(asked.Count(item => item.Status is >= 400 and < 500), total.Number("ClientErrors"));
        Assert.Equal(asked.Count(item => item.Status >= 500), total.Number("ServerErrors"));
        Assert.Equal(1, total.Number("Clients"));
    }

    private static string Target(JsonElement record)
        => record.Text("Query") is { } query ? $"{record.Text("RequestPath")}?{query}" : record.Text("RequestPath") ?? "";
}
