using System.Text;
using LogStats.Lines;
using LogStats.PgBouncer;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>What is measured is not made into objects: lines cost no memory.</summary>
public sealed class AllocationTests
{
    private static readonly PgBouncerGroup[][] s_groupings =
        [[PgBouncerGroup.User], [PgBouncerGroup.Hour, PgBouncerGroup.Database], [PgBouncerGroup.Network, PgBouncerGroup.Type, PgBouncerGroup.Reason]];

    [Fact]
    public void Lines_cost_nothing()
    {
        byte[] log = Log(100_000);
        PgBouncerMeasure measure = new(PgBouncerLog.Usual, s_groupings, PgBouncerLog.Clock);
        byte[][] lines = [.. Encoding.UTF8.GetString(log).Split('\n')[..5000].Select(Encoding.UTF8.GetBytes)];
        Array.ForEach(lines, line => measure.Line(line));
        Allocated.Nothing(() =>
        {
            for (int round = 0; round < 20; round++)
            {
                foreach (byte[] line in lines)
                {
                    measure.Line(line);
                }
            }
        });
    }

    [Fact]
    public void A_longer_log_costs_no_more()
    {
        byte[] log = Log(200_000);
        int half = log.AsSpan(0, log.Length / 2).LastIndexOf("\n2"u8) + 1;
        Measured(log[..half]);
        Assert.InRange(Measured(log) - Measured(log[..half]), -100_000, 16 * 1024);
    }

    private static long Measured(byte[] log)
    {
        PgBouncerMeasure measure = new(PgBouncerLog.Usual, s_groupings, PgBouncerLog.Clock) { Threads = 1 };
        LineInput input = LineInput.FromStream(new MemoryStream(log));
        return Allocated.Bytes(() => measure.Add(input));
    }

    /// <summary>All that a client does, over and over, a message of two lines included.</summary>
    private static byte[] Log(int lines)
    {
        StringBuilder log = new();
        for (int line = 0; line < lines; line++)
        {
            log.Append("2026-05-01 03:").Append((line / 1000 % 60).ToString("00", null)).Append(":03.118 CEST [21592] ").Append((line % 7) switch
            {
                0 => $"LOG C-0x55a3: shop/app{line % 50}@192.0.2.{line % 200}:3734{line % 10} login attempt: db=shop user=app{line % 50} tls=TLSv1.3/TLS_AES_256_GCM_SHA384",
                1 => $"LOG C-0x55a3: shop/app{line % 50}@[2001:db8:5::{line % 200:x}]:37344 closing because: client close request (age={line % 9}s)",
                2 => $"WARNING C-0x55a3: (nodb)/app{line % 50}@192.0.2.4:37344 pooler error: no such database: x{line}",
                3 => "LOG stats: 5 xacts/s, 5 queries/s, in 131 B/s, out 378 B/s, xact 334 us, query 334 us, wait 8420 us",
                4 => "LOG S-0x55a3: shop/app@10.0.0.9:5432 new connection to server (from 10.0.0.1:40404)",
                5 => $"LOG C-0x55a3: (nodb)/evil@1.2.3.4:5 login@192.0.2.4:37344 closing because: password authentication failed (age=0s)",
                _ => $"LOG C-0x55a3: (nodb)/(nouser)@192.0.2.4:37344 no such user: evil@1.2.3.4:5 login",
            }).Append('\n');
        }

        return Encoding.ASCII.GetBytes(log.ToString());
    }
}
