using System.Security.Cryptography.X509Certificates;
using LogStats.Faults;
using LogStats.Sinks.Http;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Http;

/// <summary>What is never sent, and to whom.</summary>
public sealed class HttpSafetyTests
{
    [Theory]
    [InlineData("http://server.example/logs", true)]
    [InlineData("https://server.example/logs", false)]
    [InlineData("http://127.0.0.1:9/logs", false)]
    [InlineData("http://localhost:9/logs", false)]
    public void A_token_goes_in_clear_to_this_machine_alone(string address, bool isRefused)
    {
        HttpSinkOptions plain = new() { Address = new Uri(address) };
        HttpSinkOptions[] secret = [plain with { Token = "s3cret" }, plain with { Headers = [new("X-Key", "s3cret")] }];
        HttpSink.Open(plain);
        foreach (HttpSinkOptions one in secret)
        {
            LogStatsException? fault = Record.Exception(() => HttpSink.Open(one)) as LogStatsException;
            Assert.Equal(isRefused ? FaultId.ConfigInvalid : null, fault?.Id);
            Assert.DoesNotContain("s3cret", $"{fault}", StringComparison.Ordinal);
            HttpSink.Open(one with { AllowUnencrypted = true });
        }
    }

    [Theory]
    [InlineData("ftp://h/")]
    [InlineData("https://ann:s3cret@h/")]
    [InlineData("https://s3cret@h/")]
    public void An_address_that_cannot_be_or_brings_a_secret_is_refused(string address)
        => Refuses(new HttpSinkOptions { Address = new Uri(address) });

    [Theory]
    [InlineData("X-Key", "s3cret\r\nHost: other")]
    [InlineData("X-Key", "s3cret\n")]
    [InlineData("X-Key", " s3cret")]
    [InlineData("X-Key", "s3crété")]
    [InlineData("X-Key:", "s3cret")]
    [InlineData("X Key", "s3cret")]
    [InlineData("X-Key\r\nA", "s3cret")]
    [InlineData("", "s3cret")]
    [InlineData("host", "s3cret")]
    [InlineData("Content-Type", "s3cret")]
    [InlineData("Idempotency-key", "s3cret")]
    public void A_header_is_one_line_and_none_of_ours(string name, string value)
        => Refuses(new HttpSinkOptions { Address = new Uri("https://h/"), Headers = [new(name, value)] });

    [Theory]
    [InlineData("")]
    [InlineData("s3cret s3cret")]
    [InlineData("s3cret\r\nX: y")]
    public void A_token_is_one_word(string token) => Refuses(new HttpSinkOptions { Address = new Uri("https://h/"), Token = token });

    [Fact]
    public void A_token_and_a_header_that_says_another_do_not_go_together()
        => Refuses(new HttpSinkOptions { Address = new Uri("https://h/"), Token = "t", Headers = [new("authorization", "Basic s3cret")] });

    [Fact]
    public async Task A_header_alone_may_be_the_account()
    {
        await using HttpRobot server = new(static _ => new HttpRobot.Reply(204));
        await using HttpSink sink = HttpSink.Open(new HttpSinkOptions { Address = server.Address, Headers = [new("Authorization", "Splunk 12=="), new("Accept", "a/b")] });
        _ = await sink.WriteAsync(new Sample(1));
        Assert.Equal(("Splunk 12==", "a/b"), (Assert.Single(server.Requests).Headers["Authorization"], server.Requests.First().Headers["Accept"]));
    }

    [Fact]
    public async Task A_server_is_believed_by_its_authority_or_its_pin_and_gets_nothing_before()
    {
        using TempFolder folder = new();
        using TestAuthority authority = new();
        using X509Certificate2 certificate = authority.Sign("server.test");
        File.WriteAllText(folder["ca.pem"], authority.Pem);
        await using HttpRobot server = new(static _ => new HttpRobot.Reply(204), certificate);
        HttpSinkOptions options = new() { Address = server.Address, Token = "t0ken" };

        await using HttpSink nobody = HttpSink.Open(options);
        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(() => nobody.PrepareAsync(CancellationToken.None).AsTask());
        Assert.Equal((FaultId.SinkCertificate, false), (fault.Id, fault.MayPass));
        Assert.Empty(server.Greetings);
        string pin = System.Text.RegularExpressions.Regex.Match(fault.Advice, "[0-9a-f]{64}").Value;

        foreach (HttpSinkOptions good in (HttpSinkOptions[])[options with { AuthorityFile = folder["ca.pem"] }, options with { CertificatePin = pin }])
        {
            await using HttpSink sink = HttpSink.Open(good);
            await sink.PrepareAsync(CancellationToken.None);
            Assert.Equal(new SinkAnswer(1, 0), await sink.WriteAsync(new Sample(1)));
        }
    }

    private static void Refuses(HttpSinkOptions options)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => HttpSink.Open(options));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.DoesNotContain("s3cret", fault + fault.Advice, StringComparison.Ordinal);
    }
}
