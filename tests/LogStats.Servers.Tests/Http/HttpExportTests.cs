using System.Runtime.Versioning;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.Http;
using LogStats.Sinks.Tests.Http;
using LogStats.Sinks.Writer;
using Xunit;

namespace LogStats.Servers.Tests.Http;

/// <summary>What a real nginx answers.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HttpExportTests
{
    [NeedsFact("nginx")]
    public async Task Messages_that_are_too_large_are_halved_until_they_fit()
    {
        await using NginxSite site = await NginxSite.StartAsync();
        RefusedList refused = new();
        await using (HttpSink sink = HttpSink.Open(new HttpSinkOptions { Address = new Uri($"http://127.0.0.1:{site.Port}/logs"), Refused = refused }))
        {
            await sink.PrepareAsync(CancellationToken.None);
            Sample[] batch = [.. Enumerable.Range(0, 100).Select(static i => new Sample(i) { Text = i == 9 ? new string('x', 5000) : "text" })];
            Assert.Equal(new SinkAnswer(99, 0, 1), await sink.WriteAsync(batch, CancellationToken.None));
        }

        Assert.Equal([9], refused.Numbers);
        await site.StopAsync();
        string[] taken = [.. File.ReadAllLines(site.LogFile).Where(static line => line.StartsWith("POST 204", StringComparison.Ordinal))];
        Assert.InRange(taken.Length, 10, 99);
        Assert.Equal(taken.Length, taken.Select(static line => line.Split(' ')[3]).Distinct().Count());
    }

    [NeedsTheory("nginx")]
    [InlineData("closed", null, FaultId.SinkAuthentication, false)]
    [InlineData("closed", "t0ken", null, false)]
    [InlineData("moved", "t0ken", FaultId.SinkConnect, false)]
    [InlineData("busy", null, FaultId.SinkConnect, true)]
    [InlineData("nowhere", null, FaultId.SinkConnect, false)]
    public async Task An_answer_is_known(string path, string? token, FaultId? id, bool passes)
    {
        await using NginxSite site = await NginxSite.StartAsync();
        await using HttpSink sink = HttpSink.Open(new HttpSinkOptions { Address = new Uri($"http://127.0.0.1:{site.Port}/{path}"), Token = token });
        LogStatsException? fault = await Record.ExceptionAsync(() => sink.WriteAsync([new Sample(1)], CancellationToken.None).AsTask()) as LogStatsException;
        Assert.Equal((id, passes), (fault?.Id, fault?.MayPass == true));
        await site.StopAsync();
        Assert.Single(File.ReadAllLines(site.LogFile));
    }

    [NeedsFact("nginx")]
    public async Task Over_TLS_each_believes_the_other_by_an_authority_of_their_own()
    {
        await using NginxSite site = await NginxSite.StartAsync();
        HttpSinkOptions nobody = new() { Address = new Uri($"https://localhost:{site.TlsPort}/known"), Token = "t0ken" };
        HttpSinkOptions stranger = nobody with { AuthorityFile = site.AuthorityFile };
        Assert.Equal(FaultId.SinkCertificate, await WriteAsync(nobody));
        Assert.Equal(FaultId.SinkAuthentication, await WriteAsync(stranger));
        Assert.Null(await WriteAsync(stranger with { CertificateFile = site.OwnFile }));
        Assert.Null(await WriteAsync(stranger with { Address = new Uri($"https://localhost:{site.TlsPort}/logs") }));
    }

    private static async Task<FaultId?> WriteAsync(HttpSinkOptions options)
    {
        await using HttpSink sink = HttpSink.Open(options);
        LogStatsException? fault = await Record.ExceptionAsync(() => sink.WriteAsync([new Sample(1)], CancellationToken.None).AsTask()) as LogStatsException;
        return fault?.Id;
    }
}
