using ActiveSeg.Contracts.Storage;
using ActiveSeg.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
var options = builder.Configuration.GetSection("Silo").Get<SiloOptions>() ?? new SiloOptions();
builder.AddActiveSegSilo(options);
var host = builder.Build();
await host.Services.GetRequiredService<IProjectStore>().InitializeAsync(CancellationToken.None);
await host.RunAsync();
