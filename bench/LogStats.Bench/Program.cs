using LogStats.Bench;

// What measures whole processes must not load the benchmark library, so each verb has a type of its own.
return args switch
{
    ["generate-access", .. string[] rest] => GenerateAccessVerb.Run(rest),
    ["generate", .. string[] rest] => GenerateVerb.Run(rest),
    ["generate-tstat", .. string[] rest] => GenerateTstatVerb.Run(rest),
    ["generate-geo", string file, .. string[] rest] => GenerateGeoVerb.Run(file, rest),
    ["geo", .. string[] rest] => GeoVerb.Run(rest),
    ["store-postgresql", .. string[] rest] => await StorePostgreSqlVerb.RunAsync(rest),
    ["rabbitmq", .. string[] rest] => await RabbitMqVerb.RunAsync(rest),
    ["influx", .. string[] rest] => await InfluxVerb.RunAsync(rest),
    ["receive", .. string[] rest] => await ReceiveVerb.RunAsync(rest),
    ["--check-allocations", ..] => AllocationCheck.Run(),
    _ => BenchmarkVerb.Run(args),
};
